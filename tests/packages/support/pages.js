// One browser of each kind for all pages, each page in a fresh tab.
import { BROWSERS } from "../../support/browsers.js";

/** How long a page may take to say what it has to, in milliseconds; the first page of a dev server is made on demand. */
const PATIENCE_MS = 60_000;

const started = new Map();

/** What the page at this URL says: the text of its body, once there are so many lines. */
export async function visit(url, lines, name) {
  if (!started.has(name)) started.set(name, BROWSERS[name]());
  const browser = await started.get(name);
  const home = await browser.getWindowHandle();
  await browser.switchTo().newWindow("tab");
  try {
    await browser.get(url);
    return await said(browser, url, lines, name === "chromium" ? errorsOf : () => []);
  } finally {
    await browser.close();
    await browser.switchTo().window(home);
  }
}

export async function quit() {
  for (const browser of started.values()) await browser.then((session) => session.quit());
}

/** Errors of the console; only Chromium's driver tells of them. */
async function errorsOf(browser) {
  const log = await browser.manage().logs().get("browser");
  return log.filter(({ level }) => level.name === "SEVERE").map(({ message }) => message);
}

async function said(browser, url, lines, errorsOf) {
  let text = "";
  const errors = [];
  const enough = async () => {
    text = await browser.executeScript("return document.body.innerText.trim()");
    errors.push(...await errorsOf(browser));
    return errors.length > 0 || text.split("\n").filter((line) => line !== "").length >= lines;
  };
  const late = await browser.wait(enough, PATIENCE_MS).then(() => "", (error) => error.message);
  if (late === "" && errors.length === 0) return text;
  throw new Error([`${url} said ${JSON.stringify(text)}`, late, ...errors].join("\n"));
}
