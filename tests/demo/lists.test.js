// Lists on the demo page: given, planned, run, undone.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Key } from "selenium-webdriver";
import { crowd, Lists, mutedAtX } from "./lists-page.js";
import { control, inEveryBrowser, NEIGHBOUR, PATIENCE, requests, YOU } from "./page.js";

const TEA = "1784520913306427413";

/** Whom X has been asked to mute, one by one. */
const asked = async () => (await requests("POST", "/muting")).map(({ body }) => JSON.parse(body).target_user_id);

inEveryBrowser(async ({ browser, name, page, step }) => {
  const lists = new Lists(page);

  await step("a list is typed, planned with the reasons, run by a clock that hurries, and reported", async () => {
    const [muted, followed] = await crowd(2);
    await control("PUT", `mutes/${YOU}`, { ids: [muted] });
    await control("POST", "accounts", { id: followed, connection_status: ["following"] });
    const lines = [NEIGHBOUR, "@tea_timetables", YOU, muted, followed, "9999", "@nobody_at_all", NEIGHBOUR, "not a person"];
    await page.type("list-text", lines.join(Key.ENTER));
    await browser.wait(async () => (await page.text("list-read")) !== "", PATIENCE);
    assert.equal(await page.text("list-read"),
      "The list (one a line): 5 IDs and 2 usernames. 1 entry is there twice. 1 entry is not understood.");
    await page.find("rejected").click();
    assert.match(await page.text("rejected"), /9\s*not a person/);
    await page.find("list-form").findElement({ css: "[name=following]" }).click();
    await lists.plan();
    await lists.says("The plan: mute 2, leave out 5. Nothing has been changed yet.");
    const rows = (await lists.rows()).map(([who, what]) => [who.replace(/^@u\d+ /, ""), what]);
    assert.deepEqual(rows.sort(), [
      [`@loudneighbour ${NEIGHBOUR}`, "mute"], [`@tea_timetables ${TEA}`, "mute"],
      [YOU, "left out: it is you"], [muted, "left out: as wanted already"], [followed, "left out: you follow them"],
      ["9999", "left out: X has nobody there"], ["@nobody_at_all", "left out: X has nobody there"],
    ].sort());
    assert.match(await lists.fact("requests"), /^\d+ that read, made; 2 that change, to come$/);
    assert.match(await lists.fact("users read"), /^[1-9]/);
    assert.equal(await lists.fact("windows"), "1 of 15 minutes");
    assert.match(await lists.fact("ends, at the earliest"), /, (in|now)/);
    await lists.show("Left out: X has nobody there");
    assert.equal((await lists.rows()).length, 2);
    assert.deepEqual(await requests("POST", "/2/"), []);
    await page.picture(`${name} plan`);

    await lists.speed(3000);
    await lists.watchFiles();
    await page.press("start");
    await lists.says("Done: 2 muted.");
    assert.deepEqual(await mutedAtX(), [NEIGHBOUR, TEA, muted].sort());
    assert.equal(await page.text("run-count"), "2 of 2: 2 muted");
    assert.equal(await lists.savedFile(),
      `id,username,action,outcome,code,message\r\n${NEIGHBOUR},loudneighbour,mute,done,,\r\n${TEA},tea_timetables,mute,done,,\r\n`);
    await page.lists(3);
    await page.picture(`${name} list done`);
    await page.press("another");
    await browser.wait(() => page.isShown("list-form"), PATIENCE);
    assert.equal(await page.find("list-text").getAttribute("value"), "");
    await browser.navigate().refresh();
    await page.says("Ready. Press Mute.");
    assert.equal(await page.isShown("list-form"), true);
  });

  await step("X's archive is chosen as a file, and its IDs keep every digit", async () => {
    const ids = await crowd(3);
    const folder = await mkdtemp(join(tmpdir(), "x-mutes-"));
    const archive = ids.map((accountId) => ({ muting: { accountId, userLink: `https://twitter.com/intent/user?user_id=${accountId}` } }));
    await writeFile(join(folder, "mute.js"), `window.YTD.mute.part0 = ${JSON.stringify(archive, null, 2)}`);
    await page.find("list-file").sendKeys(join(folder, "mute.js"));
    await browser.wait(async () => (await page.text("list-read")) !== "", PATIENCE);
    await rm(folder, { recursive: true });
    assert.equal(await page.text("list-read"), "mute.js (X’s archive): 3 IDs.");
    await lists.plan();
    assert.deepEqual((await lists.rows()).map(([who]) => who.split(" ").at(-1)), ids);
  });

  await step("a table says which columns were read, and an ID that was rounded gives way to its username", async () => {
    await lists.write(`User ID;Handle;Note\n${NEIGHBOUR};loudneighbour;\n1784520913306430000;tea_timetables;rounded\n1784520913306430000;;rounded\n`);
    await browser.wait(async () => (await page.text("list-columns")) !== "", PATIENCE);
    assert.equal(await page.text("list-columns"), "In 3 rows, “User ID” for IDs and “Handle” for usernames. Not read: “Note”.");
    await page.find("rejected").click();
    assert.match(await page.text("rejected"), /4\s*1784520913306430000;;rounded\s*was rounded/);
    await lists.plan();
    const who = (await lists.rows()).map(([who]) => who).sort();
    assert.deepEqual(who, [`@loudneighbour ${NEIGHBOUR}`, `@tea_timetables ${TEA}`]);
    await page.picture(`${name} columns`);
    await page.press("another");
  });

  await step("words without @ are planned once somebody has said that they are usernames", async () => {
    await lists.write("tea_timetables\nloudneighbour\n");
    await browser.wait(async () => (await page.text("list-read")) !== "", PATIENCE);
    await page.press("make-plan");
    await browser.wait(() => page.isShown("ask-names"), PATIENCE);
    assert.match(await page.text("ask-names"), /tea_timetables\s*loudneighbour/);
    await page.picture(`${name} bare words`);
    await page.press("names-no");
    await lists.says("Cancelled. Nothing was changed.");
    assert.deepEqual(await requests("GET", "/2/users/by"), []);
    await page.press("make-plan");
    await browser.wait(() => page.isShown("ask-names"), PATIENCE);
    await page.press("names-yes");
    await lists.says("The plan: mute 2.");
    await page.press("another");
  });

  await step("a file is dropped, and everybody else is unmuted", async () => {
    await control("PUT", `mutes/${YOU}`, { ids: [TEA] });
    await browser.executeScript(`
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["id\\n${NEIGHBOUR}\\n"], "list.csv", { type: "text/csv" }));
      document.getElementById("list-text").dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    `);
    await browser.wait(async () => (await page.text("list-read")).startsWith("list.csv (CSV): 1 ID."), PATIENCE);
    await page.find("list-form").findElement({ css: "[value=exact]" }).click();
    await lists.plan();
    await lists.says("The plan: mute 1, unmute 1.");
    await lists.speed(3000);
    await page.press("start");
    await lists.says("Done: 1 muted, 1 unmuted.");
    assert.deepEqual(await mutedAtX(), [NEIGHBOUR]);
  });

  await step("it is paused, and goes on", async () => {
    const ids = await crowd(60);
    await lists.begin(ids);
    await lists.counts(1);
    assert.match(await page.text("run-facts"), /waits until/);
    await page.picture(`${name} running`);
    await page.press("pause");
    await lists.says("Paused.");
    const before = (await asked()).length;
    assert.ok(before < 5, `${before}`);
    await lists.speed(3000);
    await page.press("go-on");
    await lists.says("Done: 60 muted.");
    assert.deepEqual(await asked(), ids);
  });

  await step("it survives a reload, and goes on where it was", async () => {
    const ids = await crowd(60);
    await lists.begin(ids);
    await lists.speed(60);
    await lists.counts(3);
    await browser.navigate().refresh();
    await lists.says("A list from before is not finished.");
    assert.match(await page.text("run-count"), /^([3-9]|[1-5]\d) of 60: /);
    await page.picture(`${name} list after a reload`);
    await lists.speed(3000);
    await page.press("go-on");
    await lists.says("Done: 60 muted.");
    const all = await asked();
    assert.deepEqual([...new Set(all)], ids);
    // The one that was in flight may have been asked for once more.
    assert.ok(all.length <= 61, `${all.length}`);
    assert.deepEqual((await control("GET", "requests")).requests.filter(({ status }) => status === 429), []);
  });

  await step("it is stopped, which is asked first, and undone", async () => {
    const ids = await crowd(60);
    await control("PUT", `mutes/${YOU}`, { ids: [TEA] });
    await lists.begin(ids);
    await lists.counts(1);
    await page.press("stop");
    await page.press("stop-no");
    assert.equal(await lists.isOffered("pause"), true);
    await page.press("stop");
    await page.picture(`${name} stop`);
    await page.press("stop-yes");
    await lists.says("Stopped.");
    const done = await asked();
    assert.deepEqual(await mutedAtX(), [...done, TEA].sort());
    await page.press("undo");
    await lists.says("The plan undoes what the list has changed, and nothing else.");
    assert.deepEqual((await lists.rows()).map(([who, what]) => [who.split(" ").at(-1), what]), done.map((id) => [id, "unmute"]));
    await page.press("start");
    await lists.speed(3000);
    await lists.says(`Done: ${done.length} unmuted.`);
    assert.deepEqual(await mutedAtX(), [TEA]);
    await browser.navigate().refresh();
    await lists.says("Done:");
    await page.press("another");
    await browser.wait(() => page.isShown("list-form"), PATIENCE);
    await browser.navigate().refresh();
    await page.says("Ready. Press Mute.");
    assert.equal(await page.isShown("list-form"), true);
  });

  await step("another account has another list; who signs in as the same finds it again", async () => {
    const ids = await crowd(5);
    await lists.begin(ids);
    await lists.counts(1);
    await page.type("source", NEIGHBOUR + Key.TAB);
    await browser.wait(() => page.isShown("list-form"), PATIENCE);
    assert.equal(await page.text("lists-status"), "");
    await page.signIn();
    await lists.says("A list from before is not finished.");
    await lists.speed(3000);
    await page.press("go-on");
    await lists.says("Done: 5 muted.");
    assert.deepEqual(await mutedAtX(), ids);
  });

  await step("what no wait cures pauses it, with what to do; who is gone is told", async () => {
    const [gone, ...rest] = await crowd(3);
    await control("POST", "faults", { method: "POST", path_contains: "/muting", respond: { status: 402, body: "{}" } });
    await lists.write([gone, ...rest].join("\n"));
    await lists.plan();
    await lists.speed(3000);
    await page.press("start");
    await lists.says("Paused: the X account has no credits left. What was done is kept.");
    assert.match(await page.text("lists-error"), /Add credits/);
    await page.picture(`${name} list stopped`);
    await control("POST", "accounts", { id: gone, gone: true });
    await page.press("go-on");
    await lists.says("Done: 2 muted, 1 gone.");
    assert.equal(await page.isShown("lists-error"), false);
    await lists.show("Gone");
    assert.equal((await lists.rows()).length, 1);
  });

  await step("a plan that X refuses says why, and can be cancelled; what was read is not read again", async () => {
    const ids = await crowd(250);
    await page.find("list-form").findElement({ css: "[name=following]" }).click();
    await lists.write(ids.join("\n"));
    await control("POST", "faults", [
      { path_contains: "/2/users?", delay_ms: 1 }, { path_contains: "/2/users?", respond: { status: 403, body: "{}" } },
    ]);
    await page.press("make-plan");
    await lists.says("No plan: X does not allow this.");
    assert.match(await page.text("lists-error"), /forbidden/);
    await control("POST", "faults", { path_contains: "/2/users?", hold: true });
    await page.press("make-plan");
    await page.press("cancel-plan");
    await lists.says("Cancelled. Nothing was changed.");
    await control("DELETE", "requests");
    await lists.plan();
    await lists.says("The plan: mute 250.");
    assert.equal((await requests("GET", "/2/users?")).length, 2);
  });

  await step("a bound that is no number is refused, and nobody in the list is said", async () => {
    await page.press("make-plan");
    await lists.says("Nobody is in the list yet");
    await lists.write(NEIGHBOUR);
    await page.type("max-per-day", "many");
    await page.press("make-plan");
    assert.equal(await page.find("max-per-day").getAttribute("aria-invalid"), "true");
    await page.type("max-per-day", "40");
    await lists.plan();
    assert.match(await lists.fact("at your bound"), /^1 day, at 40 a day$/);
  });

  await step("ten thousand are pasted, few of them are in the page, and the keyboard scrolls them", async () => {
    const ids = await crowd(10_000);
    await lists.paste(ids.join("\n"));
    await browser.wait(async () => (await page.text("list-read")).includes("10,000 IDs."), PATIENCE);
    await lists.plan();
    const shown = async () => (await lists.rows()).map(([who]) => who.split(" ").at(-1));
    const first = await shown();
    assert.ok(first.length < 60, `${first.length}`);
    assert.equal(await page.find("people-table").getAttribute("aria-rowcount"), "10001");
    await browser.executeScript("document.getElementById('people-table').focus()");
    await browser.actions().sendKeys(Key.END).perform();
    await browser.wait(async () => (await shown()).at(-1) === ids.at(-1), PATIENCE);
    assert.ok((await shown()).length < 60);
    assert.equal(await browser.executeScript("return document.querySelector('.people-rows').lastElementChild.getAttribute('aria-rowindex')"), "10001");
  });

  // Another tab of WebKit's does not run while it is behind.
  if (name === "webkit") return;
  await step("what runs in another tab is said, and its end is seen here", async () => {
    const ids = await crowd(10);
    const here = await browser.getWindowHandle();
    await lists.begin(ids);
    await lists.counts(1);
    await browser.switchTo().newWindow("tab");
    await browser.get(process.env.DEMO);
    await lists.says("A list from before is not finished.");
    await page.press("go-on");
    await lists.says("It runs in another tab.");
    const there = await browser.getWindowHandle();
    await browser.switchTo().window(here);
    await lists.speed(3000);
    await lists.says("Done: 10 muted.");
    await browser.switchTo().window(there);
    await lists.says("Done: 10 muted.");
    await browser.close();
    await browser.switchTo().window(here);
    assert.deepEqual(await asked(), ids);
  });
});
