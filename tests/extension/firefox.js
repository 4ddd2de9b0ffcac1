// The extension in Firefox. The driver may act on the browser itself, for its menus and for the extension's event page.
import assert from "node:assert/strict";
import { Builder, By } from "selenium-webdriver";
import firefoxDriver from "selenium-webdriver/firefox.js";
import { extensionFor, Page, PATIENCE, removed, until } from "./extension.js";

/** The extension's ID, by the manifest; what Firefox makes of it for the redirect URI; and where the pages are to be. */
const ID = "x-mutes@example.org";
const REDIRECT_URI = "https://06235d07bade912619b4cd8ec43b459e2f51192d.extensions.allizom.org/";
const UUID = "5c1b0f1e-6a0c-4a5e-9a57-0d3f3c1a7e11";

class FirefoxPage extends Page {
  constructor(browser) {
    super();
    this.browser = browser;
  }

  run(code, ...given) {
    return this.browser.executeScript(`return (${code}).apply(undefined, arguments)`, ...given);
  }

  async press(id) {
    await this.shown(id);
    await this.browser.findElement(By.id(id)).click();
  }

  async type(id, ...keys) {
    await this.shown(id);
    await this.fill(id, "");
    await this.browser.findElement(By.id(id)).sendKeys(...keys);
  }
}

/** The browser, the extension in it, and the world that it meets. All pages are opened in one tab. */
class Firefox {
  constructor(x, browser) {
    Object.assign(this, { x, browser, page: new FirefoxPage(browser) });
  }

  async open(path) {
    await this.browser.get(`moz-extension://${UUID}/${path}`);
    await until(`${path} is ready`, () => this.page.text("who"));
    return this.page;
  }

  popup() {
    return this.open("popup/popup.html");
  }

  list() {
    return this.open("list/list.html");
  }

  /** From the page that is open to X's, in a window of its own, and back. */
  async signIn() {
    const own = await this.browser.getWindowHandle();
    await this.page.press("sign-in");
    const other = async () => (await this.browser.getAllWindowHandles()).find((handle) => handle !== own);
    const window = await until("X's window is there", other);
    await this.browser.switchTo().window(window);
    const [button] = await until("X asks", async () => {
      const buttons = await this.browser.findElements(By.css("[data-testid=allow]"));
      return buttons.length > 0 && buttons;
    });
    await button.click();
    await this.browser.switchTo().window(own);
    await this.page.shown("sign-out");
  }

  /** Runs code in the browser itself. */
  async inBrowser(code, ...given) {
    await this.browser.setContext(firefoxDriver.Context.CHROME);
    try {
      return await this.browser.executeScript(`return (${code}).apply(undefined, arguments)`, ...given);
    } finally {
      await this.browser.setContext(firefoxDriver.Context.CONTENT);
    }
  }

  /** Stops the event page, as Firefox itself stops those that are idle. */
  async stopEventPage() {
    const state = await this.inBrowser(async (id) => {
      const { extension } = WebExtensionPolicy.getByID(id);
      await extension.terminateBackground();
      return extension.backgroundState;
    }, ID);
    assert.equal(state, "stopped");
  }

  /** Right-clicks a link on some page, and chooses what is named so in the menu. */
  async chooseInMenu(address, title) {
    await this.browser.get(`data:text/html,<a id="link" href="${address}">A link</a>`);
    await this.browser.actions().contextClick(this.browser.findElement(By.id("link"))).perform();
    await until(`the menu has “${title}”`, () => this.inBrowser((title) => {
      const menu = document.getElementById("contentAreaContextMenu");
      const items = menu.state === "open" ? [...menu.querySelectorAll("menuitem")] : [];
      const item = items.find(({ label, hidden }) => label === title && !hidden);
      if (!item) return false;
      item.closest("menu")?.openMenu(true);
      item.closest("menupopup").activateItem(item);
      return true;
    }, title));
  }
}

/** Firefox with the extension in a fresh profile, until the test ends. */
export async function firefox(t) {
  const { x, folder } = await extensionFor(t.name, REDIRECT_URI);
  const options = new firefoxDriver.Options().setBinary("/usr/bin/firefox-esr").addArguments("-headless")
    .setPreference("extensions.webextensions.uuids", JSON.stringify({ [ID]: UUID }));
  const service = new firefoxDriver.ServiceBuilder(process.env.GECKODRIVER).addArguments("--allow-system-access");
  const browser = await new Builder().forBrowser("firefox").setFirefoxOptions(options).setFirefoxService(service).build();
  t.after(async () => {
    await browser.quit();
    await removed(folder);
  });
  await browser.manage().setTimeouts({ script: PATIENCE, pageLoad: PATIENCE });
  await browser.installAddon(folder, true);
  return new Firefox(x, browser);
}
