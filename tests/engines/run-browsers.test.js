// The suites in real browsers, over the packed package.
import { test } from "node:test";
import { BROWSERS } from "../support/browsers.js";

for (const [engine, open] of Object.entries(BROWSERS)) {
  test(engine, async (t) => {
    const browser = await open();
    try {
      await browser.manage().setTimeouts({ script: 300_000, pageLoad: 60_000 });
      await browser.get(`${process.env.SITE}/engines/page.html`);
      await browser.wait(() => browser.executeScript("return window.start !== undefined"), 30_000);
      const results = await browser.executeAsyncScript((engine, xServer, done) => {
        window.start(engine, xServer).then(done, (error) => done([{ name: "start", failure: String(error) }]));
      }, engine, process.env.X_SERVER);
      for (const { name, failure } of results) await t.test(name, () => { if (failure) throw new Error(failure); });
    } finally {
      await browser.quit();
    }
  });
}
