// A browser by WebDriver. Each place is a tab of its own.
import { BROWSERS } from "../../tests/support/browsers.js";
import { bundleAll } from "../bundles.js";

const { SITE, X_SERVER } = process.env;

/** How long anything may take, in milliseconds. */
const PATIENCE = 60 * 60_000;

/** How long a page may take to load, in milliseconds. */
const LOAD_MS = 30_000;

/** What all browsers are asked for. Without it Firefox rounds its clock to a millisecond. */
const OPTIONS = { preferences: { "privacy.reduceTimerPrecision": false } };

export async function openBrowser(name) {
  await bundleAll("browser", "target/bench/browser");
  const browser = await BROWSERS[name](OPTIONS);
  await browser.manage().setTimeouts({ script: PATIENCE });
  const [capabilities, first] = [await browser.getCapabilities(), await browser.getWindowHandle()];
  return {
    name,
    kind: "browser",
    version: `${capabilities.getBrowserName()} ${capabilities.getBrowserVersion()}`,
    tellsHeap: name === "chromium",
    isDelayable: name === "chromium",
    // The stand-in by the page's own origin: X sends no CORS headers, so pages have a proxy there.
    place: { bundles: "/bundles/candidates/", baseUrl: SITE },
    /** A fresh page. */
    open: () => Page.open(browser, first, `${SITE}/inside/page.html`),
    /** The page of the soak, with `run(count)`. */
    openSoak: () => Page.open(browser, first, `${SITE}/inside/soak.html?x=${encodeURIComponent(X_SERVER)}`),
    close: () => browser.quit(),
  };
}

class Page {
  #browser;
  #first;

  constructor(browser, first) {
    this.#browser = browser;
    this.#first = first;
  }

  /** Opens a page in a tab of its own, and waits until it can be asked for something. */
  static async open(browser, first, url) {
    await browser.switchTo().newWindow("tab");
    await browser.get(url);
    const isReady = "return window.run !== undefined && document.readyState === 'complete'";
    await browser.wait(() => browser.executeScript(isReady), LOAD_MS);
    return new Page(browser, first);
  }

  /** Has the page do something. */
  async run(...args) {
    const { value, error } = await this.#browser.executeAsyncScript((args, done) => {
      window.run(...args).then((value) => done({ value }), (thrown) => done({ error: `${thrown} ${thrown?.stack}` }));
    }, args);
    if (error !== undefined) throw new Error(error);
    return value;
  }

  /** Has each request of the page answered so many milliseconds later. Chromium only. */
  async delay(latency) {
    await this.#browser.sendDevToolsCommand("Network.enable", {});
    const unbounded = { downloadThroughput: -1, uploadThroughput: -1 };
    await this.#browser.sendDevToolsCommand("Network.emulateNetworkConditions", { offline: false, latency, ...unbounded });
  }

  /** The bytes of the JavaScript heap: what is reachable, or with `garbage`, all. Chromium only. */
  async heap({ garbage = false } = {}) {
    for (let times = 0; !garbage && times < 3; times += 1) {
      await this.#browser.sendDevToolsCommand("HeapProfiler.collectGarbage", {});
    }
    const { usedSize } = await this.#browser.sendAndGetDevToolsCommand("Runtime.getHeapUsage", {});
    return usedSize;
  }

  async close() {
    await this.#browser.close();
    await this.#browser.switchTo().window(this.#first);
  }
}
