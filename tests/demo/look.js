// How a page looks in both colour schemes and at both widths, and whether everybody can use it.
import assert from "node:assert/strict";
import { test } from "node:test";
import BrowsingContext from "selenium-webdriver/bidi/browsingContext.js";
import { BROWSERS } from "../support/browsers.js";
import { Page } from "./page.js";

/** Runs steps in each colour scheme at each width; `look` finds fault with what is to be seen, and keeps a picture. */
export function inEveryLook(what, run) {
  // Colour schemes and widths are emulated where the driver can: WebKit's cannot.
  for (const [name, dark] of [["chromium", false], ["chromium", true], ["firefox", false], ["firefox", true]]) {
    test(`${name}, ${dark ? "dark" : "light"}: ${what} has no accessibility violation at any width, and nothing sticks out`, async () => {
      const browser = await BROWSERS[name]({ dark });
      await browser.manage().setTimeouts({ script: 30_000, pageLoad: 30_000 });
      const page = new Page(browser);
      try {
        for (const width of [1280, 320]) {
          await setWidth(browser, name, width);
          await page.open();
          const scheme = await browser.executeScript("return matchMedia('(prefers-color-scheme: dark)').matches");
          assert.equal(scheme, dark);
          await run({ browser, page, width, look: (state) => look(page, width, `${name} ${dark ? "dark" : "light"}`, state) });
        }
      } finally {
        await browser.quit();
      }
    });
  }
}

async function look(page, width, where, state) {
  const what = `${width} ${state}`;
  await page.picture(`${where} ${what}`);
  assert.deepEqual(await page.violations(), [], what);
  const [scroll, client] = await page.browser.executeScript(
    "const { scrollWidth, clientWidth } = document.documentElement; return [scrollWidth, clientWidth];",
  );
  assert.ok(client <= width, `${what}: the window has ${client} px`);
  assert.ok(scroll <= client, `${what}: it is ${scroll} px wide in a window of ${client} px`);
}

/** Windows do not get as narrow as a phone: the viewport does. */
async function setWidth(browser, name, width) {
  if (name === "chromium") {
    const metrics = { width, height: 900, deviceScaleFactor: 1, mobile: false };
    await browser.sendDevToolsCommand("Emulation.setDeviceMetricsOverride", metrics);
  } else {
    const page = await BrowsingContext(browser, { browsingContextId: await browser.getWindowHandle() });
    await page.setViewport(width, 900);
  }
}
