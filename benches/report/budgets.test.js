import assert from "node:assert/strict";
import { test } from "node:test";
import { budgetRows, budgets } from "./budgets.js";

/** What is found where all is as given. */
function found({ brotli = 20_000, ours = 110, floor = 100, xdk = 120, engine = "node", heap = 0, wasm = 0 } = {}) {
  const warm = { "x-mutes": [ours, ours, ours], floor: [floor, floor, floor], xdk: [xdk, xdk, xdk] };
  return {
    bytes: { "x-mutes": { all: { brotli } } },
    engines: { [engine]: { warm, growth: { calls: 99_000, heap, wasm } } },
  };
}

const row = (what, results) => budgetRows(results).find((each) => each.what.includes(what));

test("what is exactly the bar or the aim reaches it", () => {
  const bytes = (brotli) => row("brotli", found({ brotli }));
  assert.deepEqual([bytes(20_000).reachesAim, bytes(20_001).reachesAim], [true, false]);
  assert.deepEqual([bytes(23_500).reachesBar, bytes(23_501).reachesBar], [true, false]);
  const call = (ours) => row("the floor", found({ ours, floor: 100 }));
  assert.deepEqual([call(110).reachesAim, call(111).reachesAim], [true, false]);
  assert.deepEqual([call(125).reachesBar, call(126).reachesBar], [true, false]);
});

test("below is below, and Firefox may be a tenth above", () => {
  const bar = (engine, ours) => row("a call against @xdevplatform/xdk", found({ engine, ours, xdk: 100 })).reachesBar;
  for (const engine of ["node", "chromium", "webkit"]) assert.deepEqual([bar(engine, 99), bar(engine, 100)], [true, false]);
  assert.deepEqual([bar("firefox", 110), bar("firefox", 111)], [true, false]);
});

test("either memory may grow by less than 64 KiB", () => {
  assert.equal(row("JavaScript heap", found({ heap: 65_535 })).reachesBar, true);
  assert.equal(row("JavaScript heap", found({ heap: 65_536 })).reachesBar, false);
  assert.equal(row("wasm memory", found({ wasm: 65_536 })).reachesBar, false);
});

test("what has not been measured has no row, and what is missed stands out", () => {
  assert.deepEqual(budgetRows({ engines: {} }), []);
  assert.match(budgets(found({ brotli: 30_000 })), /23\.5 KB \| \*\*missed\*\* \| 20\.0 KB \| \*\*missed\*\* \| 30\.0 KB/);
});
