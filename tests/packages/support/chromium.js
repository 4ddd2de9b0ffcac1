// One Chromium for all pages, each in a fresh tab.
import { BROWSERS } from "../../support/browsers.js";

/** How long a page may take to say what it has to, in milliseconds; the first page of a dev server is made on demand. */
const PATIENCE_MS = 60_000;

let started;

/** What the page at this URL says: the text of its body, once there are so many lines. */
export async function visit(url, lines) {
  const browser = await (started ??= BROWSERS.chromium());
  const home = await browser.getWindowHandle();
  await browser.switchTo().newWindow("tab");
  try {
    await browser.get(url);
    return await said(browser, url, lines);
  } finally {
    await browser.close();
    await browser.switchTo().window(home);
  }
}

export async function quit() {
  const browser = await started;
  await browser?.quit();
}

async function said(browser, url, lines) {
  let text = "";
  const errors = [];
  const enough = async () => {
    text = await browser.executeScript("return document.body.innerText.trim()");
    const log = await browser.manage().logs().get("browser");
    errors.push(...log.filter(({ level }) => level.name === "SEVERE").map(({ message }) => message));
    return errors.length > 0 || text.split("\n").filter((line) => line !== "").length >= lines;
  };
  const late = await browser.wait(enough, PATIENCE_MS).then(() => "", (error) => error.message);
  if (late === "" && errors.length === 0) return text;
  throw new Error([`${url} said ${JSON.stringify(text)}`, late, ...errors].join("\n"));
}
