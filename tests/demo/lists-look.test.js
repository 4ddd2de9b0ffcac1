// How the part for lists looks, and whether everybody can use it.
import { control, NEIGHBOUR, PATIENCE, YOU } from "./page.js";
import { crowd, Lists } from "./lists-page.js";
import { inEveryLook } from "./look.js";

inEveryLook("the part for lists", async ({ browser, page, look }) => {
  const lists = new Lists(page);
  const see = async (state) => {
    await browser.executeScript("document.getElementById('lists').scrollIntoView()");
    await look(`lists ${state}`);
  };
  await see("first");
  const ids = await crowd(200);
  await control("PUT", `mutes/${YOU}`, { ids: ids.slice(0, 5) });
  await control("POST", "accounts", [
    { id: ids[6], connection_status: ["following"] }, { id: ids[7], connection_status: ["followed_by"] },
    { id: ids[21], gone: true },
  ]);
  await lists.write([NEIGHBOUR, YOU, "@nobody_at_all", "nobody at all", "012", ...ids, "9999"].join("\n"));
  await browser.wait(async () => (await page.text("list-read")) !== "", PATIENCE);
  await browser.executeScript("document.getElementById('rejected').open = true");
  for (const name of ["following", "followers"]) await page.find("list-form").findElement({ css: `[name=${name}]` }).click();
  await page.type("max-per-day", "many");
  await page.press("make-plan");
  await see("given");
  await page.type("max-per-day", "1000");
  await control("POST", "faults", { path_contains: "/2/users", respond: { status: 403, body: "{}" } });
  await page.press("make-plan");
  await lists.says("No plan");
  await see("refused");
  await lists.plan();
  await see("plan");
  await lists.show("Left out: X has nobody there");
  await see("left out");
  await control("POST", "faults", { method: "POST", path_contains: "/muting", respond: { status: 400, body: "{}" } });
  await page.press("start");
  await lists.counts(1);
  await lists.speed(3000);
  await lists.counts(30);
  await lists.speed(1);
  await see("running");
  await page.press("stop");
  await see("stop");
  await page.press("stop-no");
  await page.press("pause");
  await lists.says("Paused.");
  await see("paused");
  await lists.speed(3000);
  await page.press("go-on");
  await lists.says("Done:");
  await see("done");
  await page.press("undo");
  await lists.says("The plan undoes");
  await see("undo");
});
