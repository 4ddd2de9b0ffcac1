// How the extension's pages look in both colour schemes, and whether everybody can use them. Pictures are kept in the
// folder SCREENSHOTS, where one is named.
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { chromium } from "./chromium.js";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const { SCREENSHOTS } = process.env;

/** A popup is as wide as it says itself; the other pages are read on wide and narrow windows. */
const WIDTHS = { popup: [352], options: [1024, 320], list: [1024, 320] };

/** Finds fault with what is to be seen, in each scheme at each width. */
async function look({ page }, name, state) {
  await page.bringToFront();
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    for (const width of WIDTHS[name]) {
      const what = `${name} ${state}, ${scheme}, ${width}`;
      await page.setViewport({ width, height: name === "popup" ? 480 : 800 });
      if (SCREENSHOTS) await page.screenshot({ path: `${SCREENSHOTS}/${what}.png` });
      const { violations, scrollWidth } = await page.evaluate(inspect);
      assert.deepEqual(violations, [], what);
      assert.ok(scrollWidth <= width, `${what}: it is ${scrollWidth} px wide`);
    }
  }
}

/** In the page. */
async function inspect() {
  const { violations } = await axe.run(document);
  return {
    violations: violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`),
    scrollWidth: document.documentElement.scrollWidth,
  };
}

test("the pages of the extension", { timeout: 120_000 }, async (t) => {
  if (SCREENSHOTS) await mkdir(SCREENSHOTS, { recursive: true });
  const here = await chromium(t);
  const { x } = here;
  const open = async (path) => {
    const opened = await here.open(path);
    await opened.page.evaluate(AXE);
    return opened;
  };

  await t.test("they have no accessibility violation, and nothing sticks out, signed out", async () => {
    await look(await open("popup/popup.html"), "popup", "signed out");
    await look(await open("options/options.html"), "options", "signed out");
  });

  await t.test("nor signed in, with what failed, with a plan, and with a list that runs or waits", async () => {
    const options = await open("options/options.html");
    await here.signIn(options);
    await options.fill("pace", "burst");
    await look(options, "options", "signed in");
    const popup = await open("popup/popup.html");
    await look(popup, "popup", "signed in");
    await popup.type("name", "@nobody_at_all");
    await popup.press("mute");
    await popup.says("Not muted");
    await look(popup, "popup", "failed");
    await x.control("POST", "limits", { endpoint: "mute", limit: 12, remaining: 12, window_s: 900 });
    const list = await open("list/list.html");
    const [first, ...ids] = await x.crowd(40);
    await x.control("PUT", `mutes/${x.me}`, { ids: [first] });
    await list.fill("text", [first, ...ids, x.me, "not a name"].join("\n"));
    await look(list, "list", "form");
    await list.press("make-plan");
    await list.shown("start");
    await list.run(() => { document.getElementById("left-out").open = true; });
    await look(list, "list", "plan");
    await list.press("start");
    await list.says("12 of 39 done", "list-words");
    await look(list, "list", "running");
    await look(await open("popup/popup.html"), "popup", "running");
    await x.revoke(...await list.tokens());
    await list.press("pause");
    await list.press("resume");
    await popup.type("name", "@loudneighbour");
    await popup.press("mute");
    await popup.says("Not muted");
    await look(popup, "popup", "session ended");
    await look(list, "list", "session ended");
  });

  await t.test("whatever has the focus by the keyboard shows it", async () => {
    const popup = await here.popup();
    await popup.page.bringToFront();
    const outlines = new Map();
    for (let presses = 0; presses < 10; presses += 1) {
      await popup.page.keyboard.press("Tab");
      const [what, outline] = await popup.run(() => {
        const { id, innerText } = document.activeElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
        return [id || innerText, `${outlineStyle} ${outlineWidth}`];
      });
      outlines.set(what, outline);
    }
    for (const what of ["sign-in", "name", "mute", "unmute", "pause", "Mute a whole list", "Options"]) {
      assert.equal(outlines.get(what), "solid 2px", what);
    }
  });
});
