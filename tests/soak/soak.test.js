// 20,000 calls leave nothing behind.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { BROWSERS } from "../support/browsers.js";

/** Calls before each measurement: the first thousand, in which everything comes up, and 19,000 more. */
const PHASES = [1_000, ...Array(9).fill(2_000), 1_000];
const LATER = PHASES.slice(1).reduce((sum, calls) => sum + calls);

/** How much may be more after them, in bytes. */
const MAX_GROWTH = 64 * 1024;

/** What `LATER` calls leave, in bytes: the median of what every two readings say of it (Theil and Sen).
 *  A leak is in all of them. A leap of the engine's own (97 KB were seen once) is in few. */
function growth(readings) {
  const calls = PHASES.map((_, index) => PHASES.slice(0, index + 1).reduce((sum, phase) => sum + phase));
  const slopes = readings.flatMap((late, j) => readings.slice(0, j).map((early, i) => (late - early) / (calls[j] - calls[i])));
  slopes.sort((a, b) => a - b);
  return Math.round(slopes[Math.floor(slopes.length / 2)] * LATER);
}

function judge(t, readings) {
  const [first] = readings;
  const last = readings.at(-1);
  const heaps = readings.map(({ heap }) => heap);
  const grown = { heap: growth(heaps), wasm: last.memories[0] - first.memories[0] };
  t.diagnostic(`after ${PHASES[0]} calls: heap ${first.heap}, wasm ${first.memories[0]} bytes; ${LATER} calls later: heap ${grown.heap} (last reading ${last.heap - first.heap}), wasm ${grown.wasm} bytes more`);
  assert.deepEqual(last.surprises, [], "calls that ended as they should not");
  assert.equal(last.memories.length, 1, "one instance served all");
  assert.equal(last.listeners, 0, "listeners that are left on the signal");
  assert.ok(grown.wasm < MAX_GROWTH, `wasm memory: ${grown.wasm} bytes more`);
  assert.ok(grown.heap < MAX_GROWTH, `JavaScript heap: ${grown.heap} bytes more; all readings: ${heaps.join(" ")}`);
}

/** The compilers' own data is left out: it comes in leaps, with plain fetch as well, as code gets hot. */
const V8_FLAGS = ["--no-opt", "--no-maglev", "--no-sparkplug", "--no-lazy-feedback-allocation", "--no-flush-bytecode"];
const NODE_FLAGS = [...V8_FLAGS, "--expose-gc", "--single-threaded", "--no-warnings"];

test("node", async (t) => {
  const script = join(import.meta.dirname, "node.js");
  const { stdout } = await promisify(execFile)("node", [...NODE_FLAGS, script], {
    env: { ...process.env, PHASES: JSON.stringify(PHASES) },
  });
  judge(t, JSON.parse(stdout));
});

test("chromium", async (t) => {
  const browser = await BROWSERS.chromium({ jsFlags: V8_FLAGS });
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
