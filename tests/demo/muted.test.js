// The demo page's list of who is muted.
import assert from "node:assert/strict";
import { By, Key } from "selenium-webdriver";
import { control, inEveryBrowser, muteMany, NEIGHBOUR, PATIENCE, requests, sleep, YOU } from "./page.js";

/** A page too many would be asked for within this. */
const SOON = 700;

const pagesAsked = async () => (await requests("GET", "/muting?")).length;

inEveryBrowser(async ({ browser, name, page, step }) => {
  /** Begins anew, with so many. */
  const listOf = async (count) => {
    const ids = await muteMany(count);
    await control("DELETE", "requests");
    await page.press("refresh");
    await page.lists(Math.min(count, 20));
    return ids;
  };

  await step("it is loaded as it is scrolled, and no page sooner", async () => {
    const ids = await listOf(60);
    for (const pages of [1, 2, 3]) {
      await page.lists(20 * pages);
      await sleep(SOON);
      assert.equal(await pagesAsked(), pages);
      assert.deepEqual(await page.mutedIds(), ids.slice(0, 20 * pages));
      assert.match(await page.text("muted-note"), pages < 3 ? new RegExp(`^${20 * pages} so far`) : /^60 accounts/);
      assert.equal((await page.text("muted-end")).includes("That is everyone."), pages === 3);
      await page.scrollToEnd();
    }
    await sleep(SOON);
    assert.equal(await pagesAsked(), 3);
    await page.picture(`${name} list`);
    const sizes = (await requests("GET", "/muting?")).map(({ path }) => new URL(path, "http://x").searchParams.get("max_results"));
    assert.deepEqual(sizes, ["20", "20", "20"]);
  });

  await step("it follows the keyboard, too", async () => {
    await listOf(30);
    const last = (await browser.findElements(By.css("#muted li button"))).at(-1);
    await browser.executeScript("arguments[0].focus()", last);
    await page.lists(30);
    assert.ok(await browser.executeScript("return document.activeElement === arguments[0]", last));
    assert.equal(await pagesAsked(), 2);
  });

  await step("mutes and unmutes change it at once, and it is not read again", async () => {
    const ids = await listOf(25);
    await page.press("mute");
    await page.says("Muted @loudneighbour");
    assert.deepEqual(await page.mutedIds(), [NEIGHBOUR, ...ids.slice(0, 20)]);
    await browser.findElement(By.css(`#muted li[data-id="${ids[3]}"] button`)).click();
    await page.says("Unmuted");
    assert.deepEqual(await page.mutedIds(), [NEIGHBOUR, ...ids.slice(0, 20).toSpliced(3, 1)]);
    assert.match(await page.text("muted-note"), /^20 so far/);
    assert.equal(await pagesAsked(), 1);
    // Whoever is muted here and at X is there once.
    await page.type("target", ids[22]);
    await page.press("mute");
    await page.says("Muted");
    await page.scrollToEnd();
    await page.lists(25);
    assert.match(await page.text("muted-note"), /^25 accounts/);
    assert.deepEqual((await page.mutedIds()).toSorted(), (await control("GET", `mutes/${YOU}`)).ids.toSorted());
    assert.equal(await pagesAsked(), 2);
  });

  await step("the keyboard stays in the list when a row goes", async () => {
    const ids = await listOf(3);
    const focused = () => browser.executeScript("return document.activeElement.closest('li')?.dataset.id ?? document.activeElement.id");
    await browser.executeScript("document.querySelector('#muted li:nth-child(2) button').focus()");
    for (const next of [ids[2], ids[0], "muted-title"]) {
      await control("DELETE", "requests");
      await browser.actions().sendKeys(Key.ENTER).perform();
      await browser.wait(async () => (await focused()) === next, PATIENCE);
      await browser.wait(async () => (await page.find("job").getAttribute("aria-busy")) === "false", PATIENCE);
    }
    assert.equal(await page.text("muted-note"), "Nobody.");
  });

  await step("a page that does not come is said, and can be tried again", async () => {
    await listOf(45);
    await control("POST", "faults", { method: "GET", path_contains: "pagination_token", respond: { status: 403 } });
    await page.scrollToEnd();
    await browser.wait(() => page.isShown("muted-retry"), PATIENCE);
    assert.match(await page.text("muted-end"), /The rest could not be read: X does not allow this\./);
    await sleep(SOON);
    assert.equal(await pagesAsked(), 2);
    assert.equal((await page.mutedIds()).length, 20);
    await page.press("muted-retry");
    await page.lists(40);
    assert.equal(await page.isShown("muted-retry"), false);
    await page.scrollToEnd();
    await page.lists(45);
    assert.match(await page.text("muted-end"), /That is everyone\./);
  });

  await step("Refresh begins anew", async () => {
    const ids = await listOf(60);
    await page.scrollToEnd();
    await page.lists(40);
    await control("PUT", `mutes/${YOU}`, { ids: [NEIGHBOUR, ...ids.slice(10)] });
    await browser.executeScript("document.getElementById('muted-scroll').scrollTop = 0");
    await page.press("refresh");
    await page.lists(20);
    assert.deepEqual(await page.mutedIds(), [NEIGHBOUR, ...ids.slice(10, 29)]);
  });
});
