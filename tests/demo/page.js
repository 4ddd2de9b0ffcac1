// The demo page in a browser, as a person meets it, and the stand-in behind it.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { By } from "selenium-webdriver";
import { BROWSERS } from "../support/browsers.js";

export const { DEMO, DEMO_X_SERVER } = process.env;
export const YOU = "2244994945";
export const NEIGHBOUR = "1234567890123456789";
export const PATIENCE = 10_000;
const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The stand-in behind the page. */
export async function control(method, path, body) {
  const response = await fetch(`${DEMO_X_SERVER}/control/${path}`, { method, body: body && JSON.stringify(body) });
  assert.ok(response.ok, `${method} ${path}: ${response.status}`);
  return response.json();
}

/** What has reached the stand-in of that method, at a path with these words in it. */
export async function requests(method, words) {
  const { requests } = await control("GET", "requests");
  return requests.filter((request) => request.method === method && request.path.includes(words));
}

/** Has so many accounts muted, from the first of these on; gives their IDs. */
export async function muteMany(count) {
  const first = 1000000000000000001n;
  await control("POST", "accounts", { generate: { count, first_id: String(first) } });
  const ids = Array.from({ length: count }, (_, index) => String(first + BigInt(index)));
  await control("PUT", `mutes/${YOU}`, { ids });
  return ids;
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The page in a browser, as a person meets it. */
export class Page {
  constructor(browser) {
    this.browser = browser;
  }

  /** For the first time, at a stand-in where nothing has happened. */
  async open() {
    await control("POST", "reset");
    await control("POST", "clients", { client_id: "stand-in-client", redirect_uris: [`${DEMO}/`] });
    await this.forget();
    await this.browser.get(DEMO);
    await this.says("Ready. Press Mute.");
  }

  /** Whatever the page keeps, forgotten; from beside the page, so that it is not in use. */
  async forget() {
    await this.browser.get(`${DEMO}/favicon.svg`);
    await this.browser.executeAsyncScript(`
      const done = arguments[arguments.length - 1];
      sessionStorage.clear();
      const request = indexedDB.deleteDatabase("x-mutes");
      request.onsuccess = request.onerror = request.onblocked = () => done();
    `);
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

  async isShown(id) {
    return this.find(id).isDisplayed();
  }

  /** Waits until the live region says this; the page may be on its way. */
  async says(words) {
    const said = () => this.text("status").then((text) => text.includes(words), () => false);
    await this.browser.wait(said, PATIENCE).catch(async () => {
      assert.fail(`it does not say "${words}" but "${await this.text("status")}"; error: "${await this.text("error")}"`);
    });
  }

  /** To X's page, and back with this decision. */
  async signIn(decision = "allow") {
    await this.press("sign-in");
    await this.decide(decision);
    if (decision === "allow") await this.says("Signed in as @you");
  }

  /** "allow" or "deny", at X's page, once it is there. */
  async decide(decision) {
    const buttons = () => this.browser.findElements(By.css(`[data-testid=${decision}]`)).catch(() => []);
    const button = await this.browser.wait(async () => (await buttons())[0], PATIENCE);
    await button.click();
  }

  /** What the page has stored of a session. */
  async stored() {
    const text = await this.browser.executeAsyncScript(`
      const done = arguments[arguments.length - 1];
      const open = indexedDB.open("x-mutes");
      open.onupgradeneeded = () => open.result.createObjectStore("values");
      open.onsuccess = () => {
        const read = open.result.transaction("values").objectStore("values").get("session");
        read.onsuccess = () => {
          open.result.close();
          done(read.result ?? null);
        };
      };
    `);
    return text === null ? undefined : JSON.parse(text);
  }

  async mutedIds() {
    return this.browser.executeScript("return [...document.querySelectorAll('#muted li')].map((row) => row.dataset.id)");
  }

  /** Waits until so many are listed. */
  async lists(count) {
    const counted = () => this.mutedIds().then(({ length }) => length);
    await this.browser.wait(async () => (await counted()) === count, PATIENCE).catch(async () => {
      assert.fail(`${await counted()} are listed, not ${count}; "${await this.text("muted-note")}", "${await this.text("muted-end")}"`);
    });
  }

  /** Scrolls the list to its end, and the page to the list. */
  async scrollToEnd() {
    await this.browser.executeScript(`
      const list = document.getElementById("muted-scroll");
      list.scrollTop = list.scrollHeight;
      list.scrollIntoView({ block: "end" });
    `);
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

/** Runs steps in each browser; each begins with the page opened for the first time. */
export function inEveryBrowser(run) {
  for (const [name, open] of Object.entries(BROWSERS)) {
    test(name, async (t) => {
      const browser = await open({ bidi: true });
      await browser.manage().setTimeouts({ script: 30_000, pageLoad: 30_000 });
      const page = new Page(browser);
      const step = (what, run) => t.test(what, async () => {
        await page.open();
        await run();
      });
      try {
        await run({ browser, name, page, step });
      } finally {
        await browser.quit();
      }
    });
  }
}
