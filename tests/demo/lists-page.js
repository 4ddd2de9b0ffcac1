// The part of the demo page for lists, as a person meets it.
import assert from "node:assert/strict";
import { control, PATIENCE, YOU } from "./page.js";

/** Odd, as all IDs of a crowd: one that ends in zeros could have been rounded. */
const FIRST = 1500000000000000001n;

/** So many accounts of the stand-in, nobody of whom is muted; gives their IDs. */
export async function crowd(count) {
  await control("POST", "accounts", { generate: { count: 2 * count, first_id: String(FIRST) } });
  return Array.from({ length: count }, (_, at) => String(FIRST + 2n * BigInt(at)));
}

/** The IDs that the account has muted, sorted. */
export async function mutedAtX() {
  return (await control("GET", `mutes/${YOU}`)).ids.sort();
}

export class Lists {
  constructor(page) {
    this.page = page;
    this.browser = page.browser;
  }

  /** As if it were typed at once. */
  async write(text) {
    await this.browser.executeScript(`
      const field = document.getElementById("list-text");
      field.value = arguments[0];
      field.dispatchEvent(new Event("input"));
    `, text);
  }

  /** Pastes it, however long it is. */
  async paste(text) {
    await this.browser.executeScript(`
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", arguments[0]);
      const event = Object.assign(new Event("paste", { cancelable: true, bubbles: true }), { clipboardData });
      document.getElementById("list-text").dispatchEvent(event);
    `, text);
  }

  async plan() {
    await this.page.press("make-plan");
    await this.says("The plan:");
  }

  /** Time goes so many times as fast: 1, 60 or 3000. */
  async speed(times) {
    await this.browser.findElement({ css: `[data-speed="${times}"]` }).click();
  }

  /** A list is planned and started. */
  async begin(ids) {
    await this.write(ids.join("\n"));
    await this.plan();
    await this.page.press("start");
    await this.says("Running.");
  }

  /** Waits until its status line says so. */
  async says(words, patience = 3 * PATIENCE) {
    const said = () => this.page.text("lists-status").then((text) => text.includes(words), () => false);
    await this.browser.wait(said, patience).catch(async () => {
      assert.fail(`it does not say "${words}" but "${await this.page.text("lists")}"`);
    });
  }

  /** Waits until so many are done, at least. */
  async counts(least) {
    const done = () => this.browser.executeScript("return document.getElementById('run-progress').value");
    await this.browser.wait(async () => (await done()) >= least, 3 * PATIENCE);
  }

  /** What the rows in view say: who, and what becomes of them. */
  async rows() {
    return this.browser.executeScript(`
      return [...document.querySelectorAll(".people-rows [role=row]")].map((row) => [...row.children].map(({ innerText }) => innerText.replace(/\\s+/g, " ").trim()));
    `);
  }

  /** A fact by its name, of the plan or of the job. */
  async fact(name) {
    return this.browser.executeScript(`
      const terms = [...document.querySelectorAll("#plan-facts dt, #run-facts dt")];
      return terms.find(({ textContent }) => textContent === arguments[0])?.nextElementSibling.textContent;
    `, name);
  }

  /** Shows only those whose button begins so. */
  async show(kind) {
    const buttons = await this.browser.findElements({ css: "#kinds button" });
    for (const button of buttons) if ((await button.getText()).startsWith(kind)) return button.click();
    assert.fail(`there is no kind "${kind}"`);
  }

  async isOffered(id) {
    return (await this.browser.findElements({ id })).length === 1;
  }

  /** Keeps the texts of files that are saved. */
  async watchFiles() {
    await this.browser.executeScript(`
      window.files = [];
      const { createObjectURL } = URL;
      URL.createObjectURL = (blob) => {
        blob.text().then((text) => window.files.push(text));
        return createObjectURL.call(URL, blob);
      };
    `);
  }

  async savedFile() {
    await this.page.press("save");
    return this.browser.wait(() => this.browser.executeScript("return window.files.pop()"), PATIENCE);
  }
}
