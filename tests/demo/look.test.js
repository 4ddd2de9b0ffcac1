// How the demo page looks, and whether everybody can use it.
import { control, muteMany, PATIENCE } from "./page.js";
import { inEveryLook } from "./look.js";

inEveryLook("it", async ({ browser, page, look }) => {
  await look("first");
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
