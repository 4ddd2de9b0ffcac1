// 20,000 calls leave nothing behind.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { BROWSERS } from "../support/browsers.js";

/** Calls before the first measurement, and after it. */
const PHASES = [1_000, 19_000];

/** How much may be more after them, in bytes. */
const MAX_GROWTH = 64 * 1024;

function judge(t, [before, after]) {
  const grown = { heap: after.heap - before.heap, wasm: after.memories[0] - before.memories[0] };
  t.diagnostic(`after ${PHASES[0]} calls: heap ${before.heap}, wasm ${before.memories[0]} bytes; ${PHASES[1]} calls later: heap ${grown.heap}, wasm ${grown.wasm} bytes more`);
  assert.deepEqual(after.surprises, [], "calls that ended as they should not");
  assert.equal(after.memories.length, 1, "one instance served all");
  assert.equal(after.listeners, 0, "listeners that are left on the signal");
  assert.ok(grown.wasm < MAX_GROWTH, `wasm memory: ${grown.wasm} bytes more`);
  assert.ok(grown.heap < MAX_GROWTH, `JavaScript heap: ${grown.heap} bytes more`);
}

/** The compilers' own data is left out: it comes in leaps, with plain fetch as well, as code gets hot. */
const NODE_FLAGS = [
  "--expose-gc", "--single-threaded", "--no-opt", "--no-maglev", "--no-sparkplug", "--no-lazy-feedback-allocation",
  "--no-flush-bytecode", "--no-warnings",
];

test("node", async (t) => {
  const script = join(import.meta.dirname, "node.js");
  const { stdout } = await promisify(execFile)("node", [...NODE_FLAGS, script], {
    env: { ...process.env, PHASES: JSON.stringify(PHASES) },
  });
  judge(t, JSON.parse(stdout));
});

test("chromium", async (t) => {
  const browser = await BROWSERS.chromium();
  t.after(() => browser.quit());
  await browser.manage().setTimeouts({ script: 600_000 });
  await browser.get(`${process.env.SITE}/soak/page.html?x=${encodeURIComponent(process.env.X_SERVER)}`);
  await browser.wait(() => browser.executeScript("return window.run !== undefined"), 30_000);
  const measured = [];
  for (const calls of PHASES) {
    const seen = await browser.executeAsyncScript((count, done) => window.run(count).then(done, (error) => done({ surprises: [String(error)] })), calls);
    for (let times = 0; times < 3; times += 1) await browser.sendDevToolsCommand("HeapProfiler.collectGarbage", {});
    const { usedSize } = await browser.sendAndGetDevToolsCommand("Runtime.getHeapUsage", {});
    measured.push({ ...seen, heap: usedSize });
  }
  judge(t, measured);
});
