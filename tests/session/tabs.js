// Tabs of a real browser.

/** How long anything in a tab may take, in milliseconds. */
export const PATIENCE = 30_000;

/** A browser, and its tabs by name, with a page of this folder in each. */
export class Tabs {
  #handles = new Map();

  constructor(browser, page) {
    this.browser = browser;
    this.page = page;
  }

  async open(name) {
    if (this.#handles.size > 0) await this.browser.switchTo().newWindow("tab");
    this.#handles.set(name, await this.browser.getWindowHandle());
    await this.browser.get(`${process.env.SITE}/session/${this.page}`);
    await this.browser.wait(() => this.browser.executeScript("return globalThis.tab !== undefined"), PATIENCE);
  }

  async close(name) {
    await this.browser.switchTo().window(this.#handles.get(name));
    await this.browser.close();
    this.#handles.delete(name);
    await this.browser.switchTo().window(this.#handles.values().next().value);
  }

  /** Calls a function of the tab's, and waits for what it gives. */
  async ask(name, code, ...args) {
    await this.browser.switchTo().window(this.#handles.get(name));
    const { value, error } = await this.browser.executeAsyncScript((code, args, done) => {
      Promise.resolve().then(() => eval(`(${code})`)(...args))
        .then((value) => done({ value }), (thrown) => done({ error: String(thrown) }));
    }, String(code), args);
    if (error !== undefined) throw new Error(error);
    return value;
  }
}
