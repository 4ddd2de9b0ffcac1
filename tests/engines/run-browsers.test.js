// The suites in real browsers, over the packed package.
import { test } from "node:test";
import { BROWSERS } from "../support/browsers.js";

/** Opens the page; gives the parts that its suites are in. */
async function opened(browser) {
  await browser.get(`${process.env.SITE}/engines/page.html`);
  await browser.wait(() => browser.executeScript("return window.start !== undefined"), 30_000);
  return browser.executeScript("return window.parts");
}

function resultsOf(browser, engine, part) {
  return browser.executeAsyncScript((engine, xServer, part, done) => {
    window.start(engine, xServer, part).then(done, (error) => done([{ name: "start", failure: String(error) }]));
  }, engine, process.env.X_SERVER, part);
}

for (const [engine, open] of Object.entries(BROWSERS)) {
  test(engine, async (t) => {
    const browser = await open();
    try {
      await browser.manage().setTimeouts({ script: 300_000, pageLoad: 60_000 });
      for (const part of await opened(browser)) {
        await opened(browser);
        for (const { name, failure } of await resultsOf(browser, engine, part)) {
          await t.test(name, () => { if (failure) throw new Error(failure); });
        }
      }
    } finally {
      await browser.quit();
    }
  });
}
