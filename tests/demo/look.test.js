// How the demo page looks, and whether everybody can use it.
import assert from "node:assert/strict";
import { test } from "node:test";
import BrowsingContext from "selenium-webdriver/bidi/browsingContext.js";
import { BROWSERS } from "../support/browsers.js";
import { control, muteMany, Page, PATIENCE } from "./page.js";

// Colour schemes and widths are emulated where the driver can: WebKit's cannot.
for (const [name, dark] of [["chromium", false], ["chromium", true], ["firefox", false], ["firefox", true]]) {
  test(`${name}, ${dark ? "dark" : "light"}: no accessibility violation at any width, and nothing sticks out`, async () => {
    const browser = await BROWSERS[name]({ dark });
    await browser.manage().setTimeouts({ script: 30_000, pageLoad: 30_000 });
    const page = new Page(browser);
    const look = async (width, state) => {
      const what = `${width} ${state}`;
      await page.picture(`${name} ${dark ? "dark" : "light"} ${what}`);
      assert.deepEqual(await page.violations(), [], what);
      const [scroll, client] = await browser.executeScript(
        "const { scrollWidth, clientWidth } = document.documentElement; return [scrollWidth, clientWidth];",
      );
      assert.ok(client <= width, `${what}: the window has ${client} px`);
      assert.ok(scroll <= client, `${what}: it is ${scroll} px wide in a window of ${client} px`);
    };
    try {
      for (const width of [1280, 320]) {
        await setWidth(browser, name, width);
        await page.open();
        const scheme = await browser.executeScript("return matchMedia('(prefers-color-scheme: dark)').matches");
        assert.equal(scheme, dark);
        await look(width, "first");
        await page.press("mute");
        await page.says("Muted");
        await look(width, "muted");
        await page.type("target", "..");
        await page.press("mute");
        await browser.wait(async () => (await page.find("status").getAttribute("data-kind")) === "failed", PATIENCE);
        await look(width, "refused");
        await page.signIn();
        await look(width, "signed in");
        await page.press("sign-out");
        await page.says("Signed out");
        await page.signIn("deny");
        await page.says("Not signed in");
        await look(width, "denied");
        await muteMany(60);
        await page.press("refresh");
        await page.lists(20);
        await control("POST", "faults", { method: "GET", path_contains: "pagination_token", respond: { status: 403 } });
        await page.scrollToEnd();
        await browser.wait(() => page.isShown("muted-retry"), PATIENCE);
        await look(width, "list stopped");
        await page.press("muted-retry");
        await page.lists(40);
        await page.scrollToEnd();
        await page.lists(60);
        await page.scrollToEnd();
        await look(width, "list");
      }
    } finally {
      await browser.quit();
    }
  });
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
