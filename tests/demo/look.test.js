// How the demo page looks, and whether everybody can use it.
import assert from "node:assert/strict";
import { control, muteMany, PATIENCE } from "./page.js";
import { inEveryLook } from "./look.js";

inEveryLook("it", async ({ browser, page, width, look }) => {
  await look("first");
  const picture = await benchPicture(browser);
  assert.match(picture.source, width === 320 ? /\/bench-narrow\.svg$/ : /\/bench\.svg$/);
  assert.ok(picture.naturalWidth > 0, "the picture of what was measured is there");
  assert.ok(picture.alt.length > 0, "and says what it shows");
  await look("beside others");
  await page.press("mute");
  await page.says("Muted");
  await look("muted");
  await page.type("target", "..");
  await page.press("mute");
  await browser.wait(async () => (await page.find("status").getAttribute("data-kind")) === "failed", PATIENCE);
  await look("refused");
  await page.signIn();
  await look("signed in");
  await page.press("sign-out");
  await page.says("Signed out");
  await page.signIn("deny");
  await page.says("Not signed in");
  await look("denied");
  await muteMany(60);
  await page.press("refresh");
  await page.lists(20);
  await control("POST", "faults", { method: "GET", path_contains: "pagination_token", respond: { status: 403 } });
  await page.scrollToEnd();
  await browser.wait(() => page.isShown("muted-retry"), PATIENCE);
  await look("list stopped");
  await page.press("muted-retry");
  await page.lists(40);
  await page.scrollToEnd();
  await page.lists(60);
  await page.scrollToEnd();
  await look("list");
});

/** What the picture of what was measured shows, once it is scrolled to and has come, or has not. */
function benchPicture(browser) {
  return browser.executeAsyncScript(`
    const done = arguments[arguments.length - 1];
    const picture = document.getElementById("bench");
    const tell = () => done({ source: picture.currentSrc, naturalWidth: picture.naturalWidth, alt: picture.alt });
    picture.scrollIntoView();
    picture.decode().then(tell, tell);
  `);
}
