// What the extension says of errors and of lists, in its pages and on the toolbar button.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { badgeOf } from "../../examples/extension/src/badge-words.js";
import { adviceFor, failed, listWords, outcomeWords } from "../../examples/extension/src/words.js";

const LIST = { state: "running", total: 40, muted: 10, unmuted: 0, gone: 1, failed: 1 };

test("every error of the package has words of its own, and says what to do", async () => {
  const types = await readFile(new URL("../../pkg-template/index.d.ts", import.meta.url), "utf8");
  const codes = types.slice(types.indexOf("export type XErrorCode")).match(/(?<=^  \| ")\w+(?=")/gm);
  assert.ok(codes.length >= 15);
  const unknown = adviceFor({ code: "no such code" });
  for (const code of codes) {
    const { happened, todo } = adviceFor({ code });
    assert.notEqual(happened, unknown.happened, code);
    assert.ok(todo.length > 0, code);
  }
});

test("an error that passes says when", () => {
  const sentence = failed("Not muted", { code: "rate_limited", retryAt: Date.now() + 14 * 60_000 });
  assert.match(sentence, /^Not muted: X’s limit is reached\. Wait, then try again\. It works again at .+, in 14 min\.$/);
});

test("an outcome names whoever it is about", () => {
  assert.equal(outcomeWords({ action: "mute", who: { id: "1", username: "a" } }), "Muted @a.");
  assert.equal(outcomeWords({ action: "unmute", who: { id: "1" } }), "Unmuted the account with the ID 1.");
  const failure = { action: "mute", who: { username: "a" }, error: { code: "nobody" } };
  assert.match(outcomeWords(failure), /^Not muted, @a: X has nobody/);
});

test("a list says how far it is, and why it is paused", () => {
  assert.equal(listWords(LIST), "Running: 12 of 40 done.");
  assert.equal(listWords({ ...LIST, state: "done" }), "The list is done: 10 muted, 1 gone from X, 1 failed.");
  assert.equal(
    listWords({ ...LIST, state: "paused", error: { code: "payment_required" } }),
    "The list is paused: your app at X has no credits left. Add credits or raise the usage cap in X’s developer console. "
      + "Waiting does not help. 12 of 40 done.",
  );
});

test("the badge has what is left of the list in four characters at most", () => {
  assert.equal(badgeOf({ list: LIST }).text, "28");
  assert.equal(badgeOf({ list: { ...LIST, total: 123_456 } }).text, "123k");
  assert.equal(badgeOf({}).text, "");
});

test("the badge tells of failure before all else, and of success until it was seen", () => {
  assert.equal(badgeOf({ list: LIST, outcome: { action: "mute", error: { code: "nobody" } } }).text, "!");
  assert.equal(badgeOf({ list: { ...LIST, state: "paused", error: { code: "sign_in" } } }).text, "!");
  assert.equal(badgeOf({ list: { ...LIST, state: "done" } }).text, "✓");
  assert.equal(badgeOf({ list: { ...LIST, state: "done", seen: true } }).text, "");
});
