// Browsers with a userscript manager: an extension that uses the browser's own API for them, as real managers do.
import puppeteer from "puppeteer-core";
import { Builder } from "selenium-webdriver";
import firefoxDriver from "selenium-webdriver/firefox.js";
import { CHROMIUM_FLAGS } from "../../support/browsers.js";

/** Firefox's ID of the extension, by its manifest, and where its pages are to be. */
const ID = "manager@example.org";
const UUID = "0d0f9a5e-58b5-4c53-9d7b-6a1f4f0f4a11";

/** What scripts have said on the page that this runs in, once there are so many lines. */
function said(lines) {
  return new Promise((resolve) => {
    const look = () => {
      const found = document.body.innerText.split("\n").filter((line) => line !== "");
      if (found.length >= lines) resolve(found.join("\n"));
    };
    new MutationObserver(look).observe(document.body, { childList: true });
    look();
  });
}

/** Each gives what runs scripts in a world from now on, what they say on a page, and what ends it. */
export const MANAGERS = {
  async chromium(folder) {
    const browser = await puppeteer.launch({
      executablePath: "/usr/bin/chromium", pipe: true, args: CHROMIUM_FLAGS, enableExtensions: [folder],
    });
    const worker = await browser.waitForTarget((target) => target.url().endsWith("/background.js"));
    const origin = new URL(worker.url());
    const page = await browser.newPage();
    // What a person switches on there: that this extension may run userscripts.
    await page.goto("chrome://extensions");
    await page.evaluate((extensionId) =>
      chrome.developerPrivate.updateExtensionConfiguration({ extensionId, userScriptsAccess: true }), origin.host);
    return {
      async runIn(world) {
        await page.goto(new URL("manager.html", origin).href);
        await page.evaluate((world) => run(world), world);
      },
      async said(url, lines) {
        await page.goto(url);
        return page.evaluate(said, lines);
      },
      stop: () => browser.close(),
    };
  },

  async firefox(folder) {
    const options = new firefoxDriver.Options().setBinary("/usr/bin/firefox-esr").addArguments("-headless")
      .setPreference("extensions.webextensions.uuids", JSON.stringify({ [ID]: UUID }));
    const service = new firefoxDriver.ServiceBuilder(process.env.GECKODRIVER).addArguments("--allow-system-access");
    const browser = await new Builder().forBrowser("firefox").setFirefoxOptions(options).setFirefoxService(service).build();
    const run = (code, given) => browser.executeScript(`return (${code})(arguments[0])`, given);
    await browser.installAddon(folder, true);
    // What a person is asked for: that this extension may run userscripts, on these pages.
    await browser.setContext(firefoxDriver.Context.CHROME);
    await run(async (id) => {
      const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
      const { extension } = WebExtensionPolicy.getByID(id);
      await ExtensionPermissions.add(id, { permissions: ["userScripts"], origins: ["http://127.0.0.1/*"] }, extension);
    }, ID);
    await browser.setContext(firefoxDriver.Context.CONTENT);
    return {
      async runIn(world) {
        await browser.get(`moz-extension://${UUID}/manager.html`);
        await run((world) => window.run(world), world);
      },
      async said(url, lines) {
        await browser.get(url);
        return run(said, lines);
      },
      stop: () => browser.quit(),
    };
  },
};
