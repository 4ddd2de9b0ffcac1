// The same extension in Firefox, whose event page is stopped in between.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "selenium-webdriver";
import { until } from "./extension.js";
import { firefox } from "./firefox.js";

test("the extension in Firefox", { timeout: 120_000 }, async (t) => {
  const here = await firefox(t);
  const { x, page } = here;
  const mutedIs = (ids) => until(`muted are ${ids}`, async () => String((await x.mutes()).sort()) === String(ids));

  await t.test("whoever allows it at X mutes and unmutes by the popup", async () => {
    await here.popup();
    await here.signIn();
    await page.says("Signed in as @you.", "who");
    await page.type("name", "@loudneighbour", Key.ENTER);
    await page.says("Muted @loudneighbour.");
    await mutedIs([x.other]);
    await page.press("unmute");
    await page.says("Unmuted @loudneighbour.");
    await mutedIs([]);
  });

  await t.test("the context menu on a link to a post mutes its author, also when the event page was stopped", async () => {
    await here.stopEventPage();
    await here.chooseInMenu("https://x.com/loudneighbour/status/1", "Mute this account on X");
    await mutedIs([x.other]);
    await here.chooseInMenu("https://twitter.com/loudneighbour", "Unmute this account on X");
    await mutedIs([]);
  });

  await t.test("where the context menu fails, the popup opens by itself and says what to do", async () => {
    await here.chooseInMenu("https://x.com/home", "Mute this account on X");
    await until("the popup is open", () => here.inBrowser(() => {
      const popup = document.querySelector(".webextension-popup-browser");
      return popup?.currentURI.spec.endsWith("/popup/popup.html") ?? false;
    }));
    await here.open("options/options.html");
    await until("it says what failed", () => page.run(() => {
      const [popup] = chrome.extension.getViews({ type: "popup" });
      return popup?.document.getElementById("status").innerText ?? "";
    }).then((text) => text.startsWith("Not muted: that is nobody’s name, ID or address. Enter an @handle")));
  });

  await t.test("whoever has taken away the access to X is told, and gives it back", async () => {
    await here.popup();
    // Without its question, which is the browser's own.
    await here.inBrowser(() => Services.prefs.setBoolPref("extensions.webextOptionalPermissionPrompts", false));
    await page.run(() => chrome.permissions.remove({ origins: chrome.runtime.getManifest().host_permissions }));
    await here.popup();
    await page.type("name", "@loudneighbour");
    await page.press("mute");
    await page.says("Not muted, @loudneighbour: the browser keeps the extension from X. Press “Allow access to X”.");
    await page.press("allow");
    await until("the button is gone", async () => !await page.isShown("allow"));
    await page.press("mute");
    await page.says("Muted @loudneighbour.");
    await page.press("unmute");
    await page.says("Unmuted @loudneighbour.");
  });

  await t.test("a list goes on by an alarm after the event page was stopped, and mutes each exactly once", async () => {
    await x.control("DELETE", "requests");
    await x.control("POST", "limits", { endpoint: "mute", limit: 3, remaining: 3, window_s: 3 });
    await here.open("options/options.html");
    await page.fill("pace", "burst");
    await page.says("Saved.");
    await here.list();
    const ids = await x.crowd(5);
    await page.startList(ids);
    await page.says("Running: 3 of 5 done", "list-words");
    await page.listRests();
    await here.stopEventPage();
    assert.equal((await x.mutes()).length, 3);
    assert.equal(await page.badge(), "2");
    await page.says("The list is done: 5 muted.", "list-words");
    await mutedIs(ids);
    assert.deepEqual((await x.muteRequests()).sort(), ids);
  });
});
