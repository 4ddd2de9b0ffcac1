// Ten thousand rows do not freeze the demo page: how long its longest frames are, in Chromium.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BROWSERS } from "../support/browsers.js";
import { crowd, Lists } from "./lists-page.js";
import { Page, PATIENCE, sleep } from "./page.js";

/** No frame takes longer, in milliseconds. */
const MOST_MS = 100;

/** What else the machine does makes frames longer, and none shorter: the best try counts. */
const TRIES = 5;

/** How long a job is watched, in milliseconds. */
const WATCHED_MS = 6000;

test("chromium: with ten thousand people, no frame takes longer than 100 ms", async (t) => {
  const browser = await BROWSERS.chromium();
  const best = {};
  try {
    await browser.manage().setTimeouts({ script: 60_000, pageLoad: 30_000 });
    for (let tries = 0; tries < TRIES; tries += 1) {
      for (const [phase, ms] of Object.entries(await longestFrames(browser))) best[phase] = Math.min(ms, best[phase] ?? Infinity);
      if (Object.values(best).every((ms) => ms < MOST_MS)) break;
    }
  } finally {
    await browser.quit();
  }
  t.diagnostic(`longest frames: ${Object.entries(best).map(([phase, ms]) => `${phase} ${Math.round(ms)} ms`).join(", ")}`);
  for (const [phase, ms] of Object.entries(best)) assert.ok(ms < MOST_MS, `${phase}: ${ms} ms`);
});

/** By what is going on. */
async function longestFrames(browser) {
  const page = new Page(browser);
  const lists = new Lists(page);
  await page.open();
  const ids = await crowd(10_000);
  await browser.executeScript(`
    window.longest = {};
    let last = performance.now();
    const next = () => {
      const now = performance.now();
      if (window.phase) longest[phase] = Math.max(now - last, longest[phase] ?? 0);
      last = now;
      requestAnimationFrame(next);
    };
    next();
  `);
  const phase = (name) => browser.executeScript("window.phase = arguments[0]", name);
  const text = ids.join("\n");
  await phase("list");
  await lists.paste(text);
  await browser.wait(async () => (await page.text("list-read")).includes("10,000 IDs."), PATIENCE);
  await phase("plan");
  await lists.plan();
  await phase("scroll");
  await browser.executeAsyncScript(`
    const done = arguments[arguments.length - 1];
    const table = document.getElementById("people-table");
    let left = 120;
    const next = () => {
      table.scrollTop += table.scrollHeight / 121;
      if ((left -= 1) > 0) requestAnimationFrame(next);
      else done();
    };
    next();
  `);
  await lists.show("Mute");
  await lists.speed(3000);
  await phase("run");
  await page.press("start");
  await lists.says("Running.");
  await sleep(WATCHED_MS);
  await lists.counts(100);
  await phase("pause");
  await page.press("pause");
  await lists.says("Paused.");
  await lists.show("Done");
  const found = await browser.executeScript("window.phase = ''; return longest");
  assert.deepEqual(Object.keys(found).sort(), ["list", "pause", "plan", "run", "scroll"]);
  return found;
}
