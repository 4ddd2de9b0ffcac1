// One account after the other in Chromium: signing in, the popup, the context menu.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chromium } from "./chromium.js";
import { until } from "./extension.js";

/** Menus cannot be opened without a screen: the event is dispatched as the browser would. */
async function chooseInMenu(here, click) {
  const worker = await (await here.wakened()).worker();
  await worker.evaluate((click) => chrome.contextMenus.onClicked.dispatch(click, undefined), click);
}

test("one by one in Chromium", { timeout: 120_000 }, async (t) => {
  const here = await chromium(t);
  const { x } = here;
  const popup = await here.popup();
  const mutedIs = (ids) => until(`muted are ${ids}`, async () => String(await x.mutes()) === String(ids));
  const badgeIs = (text) => until(`the badge is “${text}”`, async () => await popup.badge() === text);

  await t.test("the menu has its items on links and pages, and no others", async () => {
    const worker = await (await here.wakened()).worker();
    // What is not there cannot be updated; where it is shown, no API tells.
    const isThere = (id) => worker.evaluate((id) => chrome.contextMenus.update(id, {}).then(() => true, () => false), id);
    for (const id of ["mute link", "unmute link", "mute page", "unmute page"]) assert.equal(await isThere(id), true, id);
    assert.equal(await isThere("mute selection"), false);
  });

  await t.test("where the context menu fails, the popup opens by itself and says what to do", async () => {
    await chooseInMenu(here, { menuItemId: "mute page", pageUrl: "https://x.com/loudneighbour" });
    const opened = await here.popupOf(popup);
    await opened.says("Not muted, @loudneighbour: you are not signed in. Press “Sign in with X”.");
    assert.ok(await opened.isShown("sign-in"));
    await opened.run(() => window.close());
    await badgeIs("");
  });

  await t.test("a window of X's that is closed is no sign-in", async () => {
    await popup.press("sign-in");
    const window = await here.windowOfX();
    await window.close();
    await popup.says("Not signed in: you did not allow it at X, or the page could not be shown.");
  });

  await t.test("whoever does not allow it at X is told how to go on", async () => {
    await here.signIn(popup, "deny");
    await popup.says("Not signed in: X refused the sign-in, or it has ended. Press “Sign in with X”.");
    assert.ok(await popup.isShown("sign-in"));
    await badgeIs("!");
    assert.match(await popup.title(), /^Not signed in: X refused the sign-in/);
    await popup.reopen();
    await popup.says("Not signed in: X refused the sign-in");
    await badgeIs("");
  });

  await t.test("whoever allows it at X mutes and unmutes by the popup, by the keyboard alone", async () => {
    await here.signIn(popup);
    await popup.says("Signed in as @you.", "who");
    await popup.type("name", "@loudneighbour");
    await popup.page.keyboard.press("Enter");
    await popup.says("Muted @loudneighbour.");
    await mutedIs([x.other]);
    await popup.type("name", `https://x.com/i/user/${x.other}`);
    // From the field over Mute to Unmute.
    await popup.page.keyboard.press("Tab");
    await popup.page.keyboard.press("Tab");
    await popup.page.keyboard.press("Space");
    await popup.says(`Unmuted the account with the ID ${x.other}.`);
    await mutedIs([]);
  });

  await t.test("it reaches X by its host permission, where a page could not", async () => {
    const page = await here.browser.newPage();
    await page.goto(`${x.baseUrl}/control/clock`);
    const elsewhere = `${x.baseUrl.replace("127.0.0.1", "localhost")}/2/users/me`;
    const reaches = () => page.evaluate((url) => fetch(url).then(() => true, () => false), elsewhere);
    assert.equal(await reaches(), false);
    // With CORS headers, which X does not send, it would have.
    await x.control("POST", "cors", { allow_origin: "*" });
    assert.equal(await reaches(), true);
    await x.control("POST", "cors", { allow_origin: null });
    await page.close();
  });

  await t.test("what is typed wrong, and what X refuses, is said in plain words", async () => {
    const mute = async (text, words) => {
      await popup.type("name", text);
      await popup.press("mute");
      await popup.says(words);
    };
    await mute("two words", "Not muted: that is nobody’s name, ID or address. Enter an @handle");
    assert.equal(await popup.run(() => document.getElementById("name").getAttribute("aria-invalid")), "true");
    await mute("@nobody_at_all", "Not muted, @nobody_at_all: X has nobody of that name. Check the spelling.");
    await mute(x.me, `Not muted, the account with the ID ${x.me}: that is you.`);
    await x.fault({ method: "POST", respond: { status: 503, body: "{}" }, times: 3 });
    await mute(x.other, `Not muted, the account with the ID ${x.other}: X has a fault. Try again in a minute.`);
    await x.control("POST", "limits", { endpoint: "mute", limit: 50, remaining: 0, window_s: 600 });
    await mute(x.other, "X’s limit is reached. Wait, then try again. It works again at ");
    assert.match(await popup.text("status"), /, in \d+ min\.$/);
    await x.control("POST", "limits", { endpoint: "mute", limit: 50, remaining: 50, window_s: 900 });
    await mutedIs([]);
  });

  await t.test("the context menu's handler mutes by a link to a post, and unmutes by a profile's page", async () => {
    const linkUrl = "https://x.com/loudneighbour/status/1";
    await chooseInMenu(here, { menuItemId: "mute link", linkUrl, pageUrl: "https://x.com/home" });
    await mutedIs([x.other]);
    await badgeIs("✓");
    await chooseInMenu(here, { menuItemId: "unmute page", pageUrl: "https://twitter.com/loudneighbour" });
    await mutedIs([]);
  });

  await t.test("whoever signs out has no token left here, and none that X takes", async () => {
    const tokens = await popup.tokens();
    await popup.press("sign-out");
    await popup.says("Signed out. X takes the token no more.");
    await popup.says("Not signed in.", "who");
    const left = JSON.stringify(await popup.stored());
    for (const token of tokens) assert.ok(!left.includes(token), "a token is left");
    const response = await fetch(`${x.baseUrl}/2/users/me`, { headers: { authorization: `Bearer ${tokens[0]}` } });
    assert.equal(response.status, 401);
  });
});
