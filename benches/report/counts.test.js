import assert from "node:assert/strict";
import { test } from "node:test";
import { readWords } from "../counts.js";

test("a count is set by its name, and others stay as they are", () => {
  const { counts, isWhole } = readWords(["--calls=7", "--sizes=1000,20000"]);
  assert.deepEqual([counts.calls, counts.sizes, counts.rounds, isWhole], [7, [1_000, 20_000], readWords([]).counts.rounds, true]);
});

test("what is quick or a part is not the whole", () => {
  for (const words of [["--quick"], ["--engines=node"], ["--measures=warm"]]) assert.equal(readWords(words).isWhole, false);
});

test("what is not understood is said, with what there is", () => {
  assert.throws(() => readWords(["--cals=7"]), /there is no --cals=7; there are .*--calls/);
  assert.throws(() => readWords(["--calls=many"]), /--calls must be whole numbers above 0/);
  assert.throws(() => readWords(["--engines=opera"]), /there is no engine opera; there are node/);
});
