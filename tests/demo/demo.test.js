// The demo page, used as a person would use it.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { By, Key } from "selenium-webdriver";
import BrowsingContext from "selenium-webdriver/bidi/browsingContext.js";
import { BROWSERS } from "../support/browsers.js";

const { DEMO, DEMO_X_SERVER } = process.env;
const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const NEIGHBOUR = "1234567890123456789";
const PATIENCE = 10_000;

/** The stand-in behind the page. */
async function control(method, path, body) {
  const response = await fetch(`${DEMO_X_SERVER}/control/${path}`, { method, body: body && JSON.stringify(body) });
  assert.ok(response.ok, `${method} ${path}: ${response.status}`);
  return response.json();
}

/** The page in a browser, as a person meets it. */
class Page {
  constructor(browser) {
    this.browser = browser;
  }

  async open() {
    await control("POST", "reset");
    await this.browser.get(DEMO);
    await this.says("Ready. Press Mute.");
  }

  find(id) {
    return this.browser.findElement(By.id(id));
  }

  async press(id) {
    await this.find(id).click();
  }

  async type(id, text) {
    const field = this.find(id);
    await field.clear();
    await field.sendKeys(text);
  }

  async text(id) {
    return this.find(id).getText();
  }

  /** Waits until the live region says this. */
  async says(words) {
    const said = async () => (await this.text("status")).includes(words);
    await this.browser.wait(said, PATIENCE).catch(async () => {
      assert.fail(`it does not say "${words}" but "${await this.text("status")}"; error: "${await this.text("error")}"`);
    });
  }

  async mutedIds() {
    const items = await this.browser.findElements(By.css("#muted li[data-id]"));
    return Promise.all(items.map((item) => item.getAttribute("data-id")));
  }

  async violations() {
    await this.browser.executeScript(AXE);
    return this.browser.executeAsyncScript(`
      const done = arguments[arguments.length - 1];
      axe.run(document).then(({ violations }) => done(violations.map(({ id, nodes }) =>
        id + ": " + nodes.map(({ target }) => target.join(" ")).join(", "))), (error) => done([String(error)]));
    `);
  }

  /** Keeps a picture where somebody wants to look at it. */
  async picture(name) {
    if (!process.env.SCREENSHOTS) return;
    await mkdir(process.env.SCREENSHOTS, { recursive: true });
    await writeFile(`${process.env.SCREENSHOTS}/${name}.png`, await this.browser.takeScreenshot(), "base64");
  }
}

for (const [name, open] of Object.entries(BROWSERS)) {
  test(name, async (t) => {
    const browser = await open();
    await browser.manage().setTimeouts({ script: 30_000, pageLoad: 30_000 });
    const page = new Page(browser);
    const step = (what, run) => t.test(what, async () => {
      await page.open();
      await run();
    });
    try {
      await step("one click mutes someone, who is in the list then; another unmutes", async () => {
        await page.press("mute");
        await page.says("Muted @loudneighbour");
        assert.deepEqual((await control("GET", "mutes/2244994945")).ids, [NEIGHBOUR]);
        assert.deepEqual(await page.mutedIds(), [NEIGHBOUR]);
        assert.match(await page.text("answer"), /200[\s\S]*"muting": true/);
        await page.picture(`${name} muted`);
        await page.press("unmute");
        await page.says("Unmuted @loudneighbour");
        assert.deepEqual(await page.mutedIds(), []);
        assert.deepEqual((await control("GET", "mutes/2244994945")).ids, []);
      });

      await step("what was sent is shown, without the token", async () => {
        await page.press("mute");
        await page.says("Muted");
        const sent = await page.text("request");
        assert.match(sent, /POST \/2\/users\/2244994945\/muting/);
        assert.match(sent, /authorization: Bearer •/i);
        assert.ok(sent.includes(`"${NEIGHBOUR}"`), sent);
        const html = await browser.executeScript("return document.documentElement.outerHTML");
        assert.ok(!html.includes("stand-in-token"));
      });

      await step("the list unmutes, too, and says who is muted at X after a reload", async () => {
        await page.press("mute");
        await page.says("Muted");
        await browser.navigate().refresh();
        await browser.wait(async () => (await page.mutedIds()).length === 1, PATIENCE);
        assert.match(await page.text("muted"), /The Loud Neighbour[\s\S]*@loudneighbour/);
        await browser.findElement(By.css("#muted li button")).click();
        await page.says("Unmuted @loudneighbour");
        assert.deepEqual(await page.mutedIds(), []);
      });

      await step("a wrong ID is refused, its field is marked, and nothing is sent", async () => {
        await page.type("target", "12 34");
        await page.press("mute");
        await browser.wait(async () => (await page.find("status").getAttribute("data-kind")) === "failed", PATIENCE);
        assert.equal(await page.find("target").getAttribute("aria-invalid"), "true");
        assert.match(await page.text("target-error"), /1 to 19 digits/);
        assert.match(await page.text("request"), /Nothing was sent/);
        const { requests } = await control("GET", "requests");
        assert.deepEqual(requests.filter(({ method }) => method === "POST"), []);
        await page.picture(`${name} wrong ID`);
      });

      await step("a wrong token is X's 401, with what to do", async () => {
        await page.type("token", "not-the-token");
        await page.type("target", NEIGHBOUR + Key.ENTER);
        await browser.wait(async () => (await page.find("status").getAttribute("data-kind")) === "failed", PATIENCE);
        const error = await page.text("error");
        assert.match(error, /unauthorized/);
        assert.match(error, /token/);
        assert.ok(!error.includes("not-the-token"));
        await page.picture(`${name} wrong token`);
      });

      await step("calls left are counted, and the limit reached says until when", async () => {
        await control("POST", "limits", { endpoint: "mute", limit: 50, remaining: 1 });
        await page.press("mute");
        await page.says("Muted");
        assert.match(await page.text("limits"), /0 of 50/);
        await page.press("mute");
        await browser.wait(async () => (await page.find("status").getAttribute("data-kind")) === "failed", PATIENCE);
        assert.match(await page.text("error"), /rate_limited/);
        assert.match(await page.text("error"), /\d{1,2}:\d{2}/);
        await page.picture(`${name} limit reached`);
      });

      await step("a call can be cancelled", async () => {
        await control("POST", "faults", { hold: true, method: "POST" });
        await page.press("mute");
        await page.press("cancel");
        await browser.wait(async () => (await page.find("status").getAttribute("data-kind")) === "cancelled", PATIENCE);
        await page.press("mute");
        await page.says("Muted @loudneighbour");
      });

      await step("it is used by keyboard alone", async () => {
        const keys = (...all) => browser.actions().sendKeys(...all).perform();
        await browser.executeScript("document.getElementById('target').focus()");
        await keys(Key.TAB, Key.ENTER);
        await page.says("Muted @loudneighbour");
        const focused = () => browser.executeScript("return document.activeElement.id");
        assert.equal(await focused(), "mute");
        await keys(Key.TAB);
        assert.equal(await focused(), "unmute");
        await keys(Key.ENTER);
        await page.says("Unmuted @loudneighbour");
      });
    } finally {
      await browser.quit();
    }
  });
}

// Colour schemes and widths are emulated where the driver can: WebKit's cannot.
for (const [name, dark] of [["chromium", false], ["chromium", true], ["firefox", false], ["firefox", true]]) {
  test(`${name}, ${dark ? "dark" : "light"}: no accessibility violation at any width`, async () => {
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
