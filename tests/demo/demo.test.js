// The demo page, used as a person would use it.
import assert from "node:assert/strict";
import { By, Key } from "selenium-webdriver";
import { control, inEveryBrowser, NEIGHBOUR, PATIENCE, requests, YOU } from "./page.js";

inEveryBrowser(async ({ browser, name, page, step }) => {
  await step("one click mutes someone, who is in the list then; another unmutes", async () => {
    await page.press("mute");
    await page.says("Muted @loudneighbour");
    assert.deepEqual((await control("GET", "mutes/2244994945")).ids, [NEIGHBOUR]);
    assert.deepEqual(await page.mutedIds(), [NEIGHBOUR]);
    assert.match(await page.text("answer"), /200[\s\S]*"muting": true/);
    await page.picture(`${name} muted`);
    await page.press("unmute");
    await page.says("Unmuted @loudneighbour");
    assert.deepEqual(await page.mutedIds(), []);
    assert.deepEqual((await control("GET", "mutes/2244994945")).ids, []);
  });

  await step("what was sent is shown, without the token", async () => {
    await page.press("mute");
    await page.says("Muted");
    const sent = await page.text("request");
    assert.match(sent, /POST \/2\/users\/2244994945\/muting/);
    assert.match(sent, /authorization: Bearer •/i);
    assert.ok(sent.includes(`"${NEIGHBOUR}"`), sent);
    const html = await browser.executeScript("return document.documentElement.outerHTML");
    assert.ok(!html.includes("stand-in-token"));
  });

  await step("the list unmutes, too, and says who is muted at X after a reload", async () => {
    await page.press("mute");
    await page.says("Muted");
    await browser.navigate().refresh();
    await browser.wait(async () => (await page.mutedIds()).length === 1, PATIENCE);
    assert.match(await page.text("muted"), /The Loud Neighbour[\s\S]*@loudneighbour/);
    await browser.findElement(By.css("#muted li button")).click();
    await page.says("Unmuted @loudneighbour");
    assert.deepEqual(await page.mutedIds(), []);
  });

  await step("a wrong ID is refused, its field is marked, and nothing is sent", async () => {
    await page.type("target", "12 34");
    await page.press("mute");
    await browser.wait(async () => (await page.find("status").getAttribute("data-kind")) === "failed", PATIENCE);
    assert.equal(await page.find("target").getAttribute("aria-invalid"), "true");
    assert.match(await page.text("target-error"), /1 to 19 digits/);
    assert.match(await page.text("request"), /Nothing was sent/);
    const { requests } = await control("GET", "requests");
    assert.deepEqual(requests.filter(({ method }) => method === "POST"), []);
    await page.picture(`${name} wrong ID`);
  });

  await step("a wrong ID of one's own is refused, too, and its field is marked", async () => {
    await page.type("source", "you");
    await page.press("mute");
    await page.says("Not muted: a field is not right.");
    assert.equal(await page.find("source").getAttribute("aria-invalid"), "true");
    assert.match(await page.text("source-error"), /1 to 19 digits/);
    assert.match(await page.text("request"), /Nothing was sent/);
    await browser.wait(async () => (await page.text("muted-note")) === "Shown once it is known who you are.", PATIENCE);
  });

  await step("a wrong token is X's 401, with what to do", async () => {
    await page.type("token", "not-the-token");
    await page.type("target", NEIGHBOUR + Key.ENTER);
    await browser.wait(async () => (await page.find("status").getAttribute("data-kind")) === "failed", PATIENCE);
    const error = await page.text("error");
    assert.match(error, /unauthorized/);
    assert.match(error, /token/);
    assert.ok(!error.includes("not-the-token"));
    await page.picture(`${name} wrong token`);
  });

  await step("calls left are counted, and the limit reached says until when", async () => {
    await control("POST", "limits", { endpoint: "mute", limit: 50, remaining: 1 });
    await page.press("mute");
    await page.says("Muted");
    assert.match(await page.text("limits"), /0 of 50/);
    await page.press("mute");
    await browser.wait(async () => (await page.find("status").getAttribute("data-kind")) === "failed", PATIENCE);
    assert.match(await page.text("error"), /rate_limited/);
    assert.match(await page.text("error"), /\d{1,2}:\d{2}/);
    await page.picture(`${name} limit reached`);
  });

  await step("a call can be cancelled", async () => {
    await control("POST", "faults", { hold: true, method: "POST" });
    await page.press("mute");
    await page.press("cancel");
    await browser.wait(async () => (await page.find("status").getAttribute("data-kind")) === "cancelled", PATIENCE);
    await page.press("mute");
    await page.says("Muted @loudneighbour");
  });

  await step("whom a username means is asked of X, and said", async () => {
    const timetables = "1784520913306427413";
    for (const typed of ["@tea_timetables", "Tea_Timetables"]) {
      await page.type("target", typed);
      await page.press("mute");
      await page.says("Muted @tea_timetables");
      assert.deepEqual(await page.mutedIds(), [timetables]);
      assert.equal(await page.text("target-who"), `Tea & Timetables, @tea_timetables, ID ${timetables}, muted now`);
      assert.match(await page.text("request"), /POST \/2\/users\/2244994945\/muting/);
      await page.press("unmute");
      await page.says("Unmuted @tea_timetables");
      assert.deepEqual((await control("GET", `mutes/${YOU}`)).ids, []);
    }
    assert.equal((await requests("GET", "/2/users/by?usernames=")).length, 4);
  });

  await step("a name that nobody has mutes nobody, and X's words are shown", async () => {
    await page.type("target", "@nobody_at_all");
    await page.press("mute");
    await page.says("Not muted: there is nobody of that name.");
    assert.equal(await page.text("target-error"), "there is nobody called @nobody_at_all");
    assert.equal(await page.find("target").getAttribute("aria-invalid"), "true");
    assert.match(await page.text("error"), /Could not find user/);
    assert.match(await page.text("request"), /GET \/2\/users\/by\?usernames=nobody_at_all/);
    assert.deepEqual(await requests("POST", "/muting"), []);
    await page.picture(`${name} nobody`);
  });

  await step("what is no username is refused, its field is marked, and nothing is sent", async () => {
    for (const typed of ["@", "much_too_long_a_name", "two words"]) {
      await page.type("target", typed);
      await page.press("mute");
      await page.says("Not muted: a field is not right.");
      assert.match(await page.text("target-error"), /1 to 15 of A-Z/);
      assert.match(await page.text("request"), /Nothing was sent/);
    }
    assert.deepEqual(await requests("POST", ""), []);
  });

  await step("digits are an ID, and with @ a username", async () => {
    await control("POST", "accounts", [{ id: "12345", username: "by_id" }, { id: "777", username: "12345" }]);
    await page.type("target", "12345");
    await page.press("mute");
    await page.says("Muted 12345");
    await page.type("target", "@12345");
    await page.press("mute");
    await page.says("Muted @12345");
    assert.deepEqual((await control("GET", `mutes/${YOU}`)).ids, ["777", "12345"]);
  });

  await step("a look-up can be cancelled, and nobody is muted", async () => {
    await control("POST", "faults", { hold: true, path_contains: "usernames=" });
    await page.type("target", "@old_stamps");
    await page.press("mute");
    await page.says("Looking for @old_stamps");
    await page.press("cancel");
    await page.says("Cancelled. Nothing was changed.");
    assert.deepEqual(await requests("POST", "/muting"), []);
  });

  await step("it is used by keyboard alone", async () => {
    const keys = (...all) => browser.actions().sendKeys(...all).perform();
    await browser.executeScript("document.getElementById('target').focus()");
    await keys(Key.TAB, Key.ENTER);
    await page.says("Muted @loudneighbour");
    const focused = () => browser.executeScript("return document.activeElement.id");
    assert.equal(await focused(), "mute");
    await keys(Key.TAB);
    assert.equal(await focused(), "unmute");
    await keys(Key.ENTER);
    await page.says("Unmuted @loudneighbour");
  });
});
