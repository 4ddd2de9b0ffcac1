import assert from "node:assert/strict";
import { test } from "node:test";
import { budgetRows, budgets } from "./budgets.js";

const three = (value) => [value, value, value];
const list = (value) => ({ parse: three(value), plan: three(value), memory: three(value) });

/** What is found where all is as given, and the others take 100. */
function found({
  engine = "node", brotli = 27_000, wasm = 15_000, js = 10_000, client = 60_000, call = 80, first = 100, listing = 100,
  lists = { 1_000: 70, 10_000: 70 }, heap = 0, memory = 0,
} = {}) {
  const firstRequests = { "x-mutes": { firstRequest: three(first) }, xdk: { firstRequest: three(100) } };
  const results = {
    warm: { "x-mutes": three(call), xdk: three(100) }, cold: firstRequests, distant: firstRequests,
    listing: { "x-mutes-client": three(listing), xdk: three(100) },
    lists: Object.fromEntries(Object.entries(lists).map(([size, took]) => [size, { "x-mutes-client": list(took), "by-hand": list(100) }])),
    growth: { calls: 99_000, heap, wasm: memory },
  };
  return {
    bytes: {
      "x-mutes": { all: { brotli }, apart: { wasm: { brotli: wasm }, js: { brotli: js } } },
      "x-mutes-client": { all: { brotli: client } },
    },
    engines: { [engine]: results },
  };
}

const row = (what, results) => budgetRows(results).find((each) => each.what.includes(what));
const verdicts = (what, results) => {
  const { reachesBar, reachesAim } = row(what, results);
  return [reachesBar, reachesAim];
};

/** Whether the bar and the aim are reached by what is exactly these, and by what is a bit more. */
function assertLimits(what, make, bar, aim) {
  assert.deepEqual([aim, aim + 1, bar, bar + 1].map((value) => verdicts(what, make(value))),
    [[true, true], [true, false], [true, false], [false, false]], what);
}

test("what is exactly the bar or the aim reaches it", () => {
  assertLimits("\".\" as it is loaded", (brotli) => found({ brotli }), 30_000, 27_000);
  assertLimits("each by itself", (js) => found({ wasm: 0, js }), 28_000, 25_000);
  assertLimits("\"x-mutes/client\", all", (client) => found({ client }), 66_000, 60_000);
  assertLimits("50 ms", (first) => found({ engine: "chromium", first }), 110, 100);
  assertLimits("listing", (listing) => found({ listing }), 105, 100);
  assertLimits("memory of both", (took) => found({ lists: { 1_000: took } }), 150, 100);
});

test("each engine has its own limits of a call and of the first request", () => {
  const calls = { node: [100, 80], chromium: [95, 80], firefox: [55, 40], webkit: [105, 95] };
  for (const [engine, [bar, aim]] of Object.entries(calls)) assertLimits("a call", (call) => found({ engine, call }), bar, aim);
  const firsts = { node: [140, 110], chromium: [135, 110], firefox: [100, 85], webkit: [140, 110] };
  for (const [engine, [bar, aim]] of Object.entries(firsts)) assertLimits("loopback", (first) => found({ engine, first }), bar, aim);
});

test("of lists the size that takes longest counts, and each is told", () => {
  for (const what of ["reading", "planning"]) {
    assertLimits(what, (took) => found({ lists: { 1_000: took, 10_000: 50 } }), 100, 70);
    assert.equal(row(what, found({ lists: { 1_000: 120, 10_000: 50 } })).measured, "1,000: 1.2×, 10,000: 0.5×");
  }
});

test("where memory is not told, nothing is judged of it", () => {
  const results = found();
  for (const ways of Object.values(results.engines.node.lists)) for (const way of Object.values(ways)) way.memory = [];
  assert.equal(row("memory of both", results), undefined);
});

test("either memory may grow by less than 64 KiB", () => {
  assert.equal(row("JavaScript heap", found({ heap: 65_535 })).reachesBar, true);
  assert.equal(row("JavaScript heap", found({ heap: 65_536 })).reachesBar, false);
  assert.equal(row("wasm memory", found({ memory: 65_536 })).reachesBar, false);
});

test("what has not been measured has no row, and what is missed stands out", () => {
  assert.deepEqual(budgetRows({ engines: {} }), []);
  assert.match(budgets(found({ brotli: 30_100 })), /30\.0 KB \| \*\*missed\*\* \| 27\.0 KB \| \*\*missed\*\* \| 30\.1 KB/);
});
