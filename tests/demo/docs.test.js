// The pages that document the public API, as the demo's server gives them.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import puppeteer from "puppeteer-core";
import { CHROMIUM_FLAGS } from "../support/browsers.js";

const { DEMO } = process.env;
let browser;
let page;
const complaints = [];

before(async () => {
  browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", args: CHROMIUM_FLAGS });
  page = await browser.newPage();
  // What the Content-Security-Policy refuses is told there, too.
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
});
after(() => browser?.close());

test("the demo page leads to what documents the API, and a search finds a call there", async () => {
  await page.goto(DEMO);
  await Promise.all([page.waitForNavigation(), page.click("[data-testid=docs]")]);
  await page.click("#tsd-search-trigger");
  await page.type("#tsd-search-input", "unmute");
  await page.waitForSelector("#tsd-search-results a");
  const [found] = await page.$$eval("#tsd-search-results a", (links) => links.map((link) => link.href));
  await page.goto(found);
  assert.match(await page.$eval("body", (body) => body.innerText), /DELETE \/2\/users\/:source_user_id\/muting\/:target_user_id/);
  assert.deepEqual(complaints, []);
});

test("each code of an error leads to what to do about it", async () => {
  await page.goto(`${DEMO}/docs/types/x-mutes.XErrorCode.html`);
  const links = await page.$$eval("a[href^='../#']", (all) => all.map((link) => link.href));
  assert.equal(links.length, 15);
  for (const link of links) {
    await page.goto(link);
    assert.ok(await page.evaluate(() => document.getElementById(decodeURIComponent(location.hash.slice(1))) !== null), link);
  }
  assert.deepEqual(complaints, []);
});
