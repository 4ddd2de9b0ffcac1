// Whole lists in Chromium, whose service worker is stopped in between.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { chromium } from "./chromium.js";
import { until } from "./extension.js";

test("whole lists in Chromium", { timeout: 120_000 }, async (t) => {
  const here = await chromium(t);
  const { x } = here;
  const options = await here.open("options/options.html");
  await options.fill("pace", "burst");
  await options.says("Saved.");
  await here.signIn(options);
  let page = await here.list();

  /** Steps with so many people whom nobody has muted, and whom X lets be muted at a given pace. */
  const step = ({ people, limit = 3, window_s = 3 }, what, run) => t.test(what, async () => {
    await x.control("PUT", `mutes/${x.me}`, { ids: [] });
    await x.control("DELETE", "requests");
    await x.control("POST", "limits", { endpoint: "mute", limit, remaining: limit, window_s });
    await page.reopen();
    await run(await x.crowd(people));
  });
  const someAreMuted = (number) => until(`${number} are muted`, async () => (await x.mutes()).length >= number);
  const badgeIs = (text) => until(`the badge is “${text}”`, async () => await page.badge() === text);

  /** Everybody is muted, and X was asked for each of them once. */
  async function mutedOnce(ids) {
    assert.deepEqual((await x.mutes()).sort(), ids);
    assert.deepEqual((await x.muteRequests()).sort(), ids);
  }

  await step({ people: 3 }, "a plan says whom it mutes, whom it leaves out and why", async ([first, second, third]) => {
    await x.control("POST", "accounts", { id: x.other, connection_status: ["following"] });
    await x.control("PUT", `mutes/${x.me}`, { ids: [first] });
    await page.fill("text", [first, second, third, "@loudneighbour", x.me, "@nobody_at_all", "what?"].join("\n"));
    await page.press("make-plan");
    await page.shown("start");
    const facts = await page.text("plan-facts");
    const reasons = ["as wanted already", "it is you", "you follow them", "X has nobody there"];
    const leftOut = reasons.map((why) => `1: ${why}`).join("; ");
    for (const words of ["to mute\n2", `left out\n${leftOut}`, "windows of 15 minutes\n1"]) {
      assert.ok(facts.includes(words), `“${words}” is not in “${facts}”`);
    }
    assert.match(facts, /done, at the earliest\n.*, (now|in \d+ (s|min))/);
    await page.press("drop-plan");
    await page.shown("make-plan");
    await page.says("1 entry is not understood", "rejected-title");
    assert.deepEqual(await x.muteRequests(), []);
  });

  await step({ people: 2 }, "a file of X's archive is read as it is", async (ids) => {
    const archive = ids.map((accountId) => ({ muting: { accountId } }));
    const file = join(here.profile, "mute.js");
    await writeFile(file, `window.YTD.mute.part0 = ${JSON.stringify(archive)}`);
    await (await page.page.$("#file")).uploadFile(file);
    await page.says("2 people in the list.");
    await page.press("make-plan");
    await page.shown("start");
    assert.ok((await page.text("plan-facts")).includes("to mute\n2"));
  });

  await step({ people: 4, limit: 2, window_s: 600 }, "it pauses, goes on, stops, and is undone", async (ids) => {
    await page.startList(ids);
    await page.says("2 of 4 done", "list-words");
    await page.press("pause");
    await page.says("Paused: 2 of 4 done.", "list-words");
    assert.deepEqual(await page.run(() => chrome.alarms.getAll()), []);
    await page.press("resume");
    await page.says("Running: 2 of 4 done.", "list-words");
    page.page.once("dialog", (dialog) => dialog.accept());
    await page.press("stop");
    await page.says("Stopped: 2 of 4 done", "list-words");
    await badgeIs("");
    const report = await page.download("report", here.profile);
    assert.match(report, new RegExp(`^id,username,action,outcome,code,message\r\n${ids[0]},\\w+,mute,done,,\r\n`));
    await page.press("undo");
    await page.shown("start");
    assert.ok((await page.text("plan-facts")).includes("to unmute\n2"));
    await page.press("start");
    await page.says("The list is done: 2 unmuted.", "list-words");
    assert.deepEqual(await x.mutes(), []);
  });

  await step({ people: 6 }, "stopped with its worker, it goes on by an alarm, each once", async (ids) => {
    await page.startList(ids);
    await badgeIs("3");
    await page.says("Running: 3 of 6 done", "list-words");
    await page.listRests();
    await here.stopWorker();
    assert.equal(here.worker(), undefined);
    assert.equal((await x.mutes()).length, 3);
    assert.equal(await page.badge(), "3");
    assert.match(await page.title(), /^Running: 3 of 6 done\./);
    assert.deepEqual((await page.run(() => chrome.alarms.getAll())).map(({ name }) => name), ["list"]);
    // Nobody touches it: what starts the worker is the alarm.
    await here.wakened();
    await page.says("The list is done: 6 muted.", "list-words");
    await badgeIs("✓");
    await mutedOnce(ids);
  });

  await step({ people: 5, limit: 50 }, "stopped while X is asked, it mutes nobody twice", async (ids) => {
    // X mutes the first one, and its answer never comes.
    await x.fault({ method: "POST", path_contains: "/muting", takes_effect: true, hold: true });
    await page.startList(ids);
    await someAreMuted(1);
    const [alarm] = await page.run(() => chrome.alarms.getAll());
    assert.ok(alarm.scheduledTime <= Date.now() + 30_000, "without anybody's help it comes back within 30 s");
    await here.stopWorker();
    assert.equal((await x.mutes()).length, 1);
    // Whatever starts the worker again will do.
    const popup = await here.popup();
    await here.wakened();
    await popup.page.close();
    await page.says("The list is done: 5 muted.", "list-words");
    assert.deepEqual((await x.mutes()).sort(), ids);
    assert.deepEqual((await x.muteRequests({ answered: false })).sort(), ids);
  });

  await step({ people: 5 }, "a revoked session pauses it until somebody signs in again", async (ids) => {
    await page.startList(ids);
    await page.says("3 of 5 done", "list-words");
    await page.listRests();
    const tokens = await page.tokens();
    await x.revoke(...tokens);
    await page.says("The list is paused: X refused the sign-in, or it has ended. Press “Sign in with X”.", "list-words");
    await page.says("Your sign-in as @you has ended.", "who");
    await badgeIs("!");
    const { account, [`list:${x.me}`]: list } = await page.stored();
    const seen = await page.run(() => document.body.innerText);
    const told = JSON.stringify([account, list, seen, await page.title()]);
    for (const token of tokens) assert.ok(!told.includes(token), "a token is told");
    await here.signIn(page);
    await page.says("The list is done: 5 muted.", "list-words");
    await mutedOnce(ids);
  });

  await step({ people: 5 }, "it waits while its account is signed out", async (ids) => {
    await page.startList(ids);
    await page.says("3 of 5 done", "list-words");
    await page.press("sign-out");
    await page.says("Not signed in.", "who");
    await until("no alarm is left", async () => (await page.run(() => chrome.alarms.getAll())).length === 0);
    await badgeIs("");
    await here.signIn(page);
    await page.says("The list is done: 5 muted.", "list-words");
    await mutedOnce(ids);
  });

  await step({ people: 5 }, "it goes on when the browser was closed and is started again", async (ids) => {
    await page.startList(ids);
    await page.says("3 of 5 done", "list-words");
    await here.end();
    assert.equal((await x.mutes()).length, 3);
    await here.start();
    await someAreMuted(5);
    page = await here.list();
    await page.says("The list is done: 5 muted.", "list-words");
    await mutedOnce(ids);
  });
});
