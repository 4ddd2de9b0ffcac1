// Chromium with a userscript manager: an extension that uses the browser's own API for them, as real managers do.
import { copyFile } from "node:fs/promises";
import { basename, join } from "node:path";
import puppeteer from "puppeteer-core";
import { CHROMIUM_FLAGS } from "../../support/browsers.js";

const isManager = (target) => target.type() === "service_worker" && target.url().endsWith("/background.js");

export class Manager {
  #browser;
  #worker;
  #files;

  /** With the extension in `folder`, to which these scripts are copied. */
  static async start(folder, scripts) {
    const manager = new Manager();
    for (const script of scripts) await copyFile(script, join(folder, basename(script)));
    manager.#files = ["gm.js", ...scripts.map((script) => basename(script))];
    manager.#browser = await puppeteer.launch({
      executablePath: "/usr/bin/chromium", pipe: true, args: CHROMIUM_FLAGS, enableExtensions: [folder],
    });
    await manager.#allow();
    return manager;
  }

  /** Runs the scripts in pages from now on: in a world of their own ("USER_SCRIPT"), or in the page's ("MAIN"). */
  async runIn(world) {
    await this.#worker.evaluate((files, world) => run(files, world), this.#files, world);
  }

  /** What the scripts have said on the page, once there are so many lines. */
  async said(url, lines) {
    const page = await this.#browser.newPage();
    await page.goto(url);
    const text = await page.evaluate((lines) => new Promise((resolve) => {
      const look = () => {
        const said = document.body.innerText.split("\n").filter((line) => line !== "");
        if (said.length >= lines) resolve(said.join("\n"));
      };
      new MutationObserver(look).observe(document.body, { childList: true });
      look();
    }), lines);
    await page.close();
    return text;
  }

  async stop() {
    await this.#browser.close();
  }

  /** Switches on what a person does on the extensions' page: that this one may run userscripts. */
  async #allow() {
    const { host } = new URL((await this.#browser.waitForTarget(isManager)).url());
    const settings = await this.#browser.newPage();
    await settings.goto("chrome://extensions");
    await settings.evaluate(
      (extensionId) => chrome.developerPrivate.updateExtensionConfiguration({ extensionId, userScriptsAccess: true }), host,
    );
    await settings.close();
    this.#worker = await (await this.#browser.waitForTarget(isManager)).worker();
  }
}
