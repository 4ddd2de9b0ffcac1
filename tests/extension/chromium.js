// The extension in Chromium, with a profile of its own.
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { CHROMIUM_FLAGS } from "../support/browsers.js";
import { extensionFor, Page, PATIENCE, removed, until } from "./extension.js";

/** By the key in the manifest. */
const ID = "elpfmmekcgjjibeadhfhmhmnjkcadokd";

class ChromiumPage extends Page {
  constructor(page) {
    super();
    this.page = page;
  }

  run(code, ...given) {
    return this.page.evaluate(code, ...given);
  }

  async press(id) {
    await this.shown(id);
    // What is in the background is not drawn, and cannot be clicked.
    await this.page.bringToFront();
    await this.page.click(`#${id}`);
  }

  async type(id, text) {
    await this.shown(id);
    await this.page.bringToFront();
    await this.fill(id, "");
    await this.page.type(`#${id}`, text);
  }

  /** What the file has that is saved in `folder` when this is pressed. */
  async download(id, folder) {
    const session = await this.page.createCDPSession();
    await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder, eventsEnabled: true });
    const ended = new Promise((resolve) => session.on("Browser.downloadProgress", ({ state, filePath }) => {
      if (state === "completed") resolve(filePath);
    }));
    await this.press(id);
    return readFile(await ended, "utf8");
  }

  /** Opens it anew, and waits until it is ready for whoever uses it. */
  async reopen(url = this.page.url()) {
    await this.page.goto(url);
    await until(`${url} is ready`, () => this.text("who"));
  }
}

/** The browser, the extension in it, and the world that it meets. */
class Chromium {
  constructor(x, folder, profile) {
    Object.assign(this, { x, folder, profile });
  }

  async start() {
    this.browser = await puppeteer.launch({
      executablePath: "/usr/bin/chromium", pipe: true, args: CHROMIUM_FLAGS,
      enableExtensions: [this.folder], userDataDir: this.profile,
    });
  }

  async end() {
    await this.browser.close();
  }

  /** One of the extension's pages, in a tab. */
  async open(path) {
    const page = await this.browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    const opened = new ChromiumPage(page);
    await opened.reopen(`chrome-extension://${ID}/${path}`);
    return opened;
  }

  /** The popup, in a tab. */
  popup() {
    return this.open("popup/popup.html");
  }

  /** The popup that the extension has opened by itself, at the toolbar. */
  async popupOf(tab) {
    const isPopup = (target) => target.url().endsWith("/popup/popup.html") && target !== tab.page.target();
    const target = await this.browser.waitForTarget(isPopup, { timeout: PATIENCE });
    return new ChromiumPage(await target.asPage());
  }

  list() {
    return this.open("list/list.html");
  }

  /** From a page of the extension to X's, where this is pressed, and back. */
  async signIn(page, decision = "allow") {
    await page.press("sign-in");
    const atX = await this.windowOfX();
    await atX.waitForSelector(`[data-testid=${decision}]`);
    await atX.click(`[data-testid=${decision}]`);
    if (decision === "allow") await page.shown("sign-out");
  }

  /** The window in which X asks. */
  async windowOfX() {
    const isX = (target) => target.url().includes("/i/oauth2/authorize");
    return (await this.browser.waitForTarget(isX, { timeout: PATIENCE })).page();
  }

  /** The target of the service worker while there is one. */
  worker() {
    return this.browser.targets().find((target) => target.type() === "service_worker");
  }

  /** The service worker, as soon as it runs. */
  async wakened() {
    return until("the worker runs", () => this.worker());
  }

  /** Has the browser stop the service worker, as it does with those that are idle, and waits until it is gone. */
  async stopWorker() {
    const worker = await this.wakened();
    const session = await (await this.browser.pages())[0].createCDPSession();
    await session.send("ServiceWorker.enable");
    await session.send("ServiceWorker.stopAllWorkers");
    await session.detach();
    await until("the worker is gone", () => !this.browser.targets().includes(worker));
  }
}

/** Chromium with the extension in a fresh profile, until the test ends. */
export async function chromium(t) {
  const { x, folder } = await extensionFor(t.name, `https://${ID}.chromiumapp.org/`);
  const profile = await mkdtemp(join(tmpdir(), "x-mutes-profile-"));
  const here = new Chromium(x, folder, profile);
  await here.start();
  t.after(async () => {
    await here.end();
    await removed(profile);
    await removed(folder);
  });
  return here;
}
