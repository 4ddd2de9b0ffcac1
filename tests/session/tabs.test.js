// One session in several tabs and a worker of one origin: X's refresh tokens are good once, and nobody burns one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BROWSERS } from "../support/browsers.js";
import { PATIENCE, Tabs } from "./tabs.js";

const { X_SERVER } = process.env;

/** The refreshes that X has been asked for. */
async function refreshes(baseUrl) {
  const { requests } = await (await fetch(`${baseUrl}/control/requests`)).json();
  return requests.filter(({ path, body }) => path === "/2/oauth2/token" && body.includes("grant_type=refresh_token")).length;
}

async function control(baseUrl, path, body) {
  const response = await fetch(`${baseUrl}/control/${path}`, { method: "POST", body: JSON.stringify(body) });
  assert.ok(response.ok, await response.text());
}

/** Where a refresh is when its tab is closed, what X does to its request there, and what another tab then finds. */
const STEPS = {
  "before the request": ["load", undefined, "works"],
  "before X has got the request": ["request", { hold: true }, "works"],
  "when X has rotated, before the answer": ["answer", { hold: true, takes_effect: true }, "sign_in"],
  "before the store has the new pair": ["save", undefined, "sign_in"],
  "when the store has the new pair": ["saved", undefined, "works"],
};

for (const [engine, open] of Object.entries(BROWSERS)) {
  test(engine, async (t) => {
    const browser = await open();
    t.after(() => browser.quit());
    await browser.manage().setTimeouts({ script: PATIENCE, pageLoad: PATIENCE });
    const tabs = new Tabs(browser, "page.html");
    await tabs.open("first");
    const begin = async (name) => {
      const store = `${name} ${Math.random()}`;
      const baseUrl = await tabs.ask("first", (where) => tab.begin(where), { xServer: X_SERVER, name: `${engine} ${name}`, store });
      return { baseUrl, store };
    };

    await t.test("150 calls of two tabs and a worker, whose session has expired, have one refresh and succeed", async () => {
      const where = await begin("together");
      await tabs.open("second");
      await tabs.ask("first", (where) => { tab.gone = tab.go(where, 3); }, where);
      await tabs.ask("first", (where) => { tab.together(where, true); }, where);
      await tabs.ask("second", (where) => { tab.together(where, false); }, where);
      await tabs.ask("first", () => tab.gone);
      const outcomes = [...await tabs.ask("first", () => tab.results), ...await tabs.ask("second", () => tab.results)];
      assert.deepEqual(outcomes, Array(150).fill("works"));
      assert.equal(await refreshes(where.baseUrl), 1);
      await tabs.close("second");
    });

    for (const [when, [step, fault, wanted]] of Object.entries(STEPS)) {
      await t.test(`a tab that is closed ${when} leaves a session that ${wanted === "works" ? "works" : "says sign_in"}`, async () => {
        const where = await begin(step);
        await tabs.open("closing");
        if (fault) await control(where.baseUrl, "faults", { path_contains: "/oauth2/token", ...fault });
        await tabs.ask("closing", (where, step) => { tab.refreshUntil(where, step); }, where, step);
        const reached = async () => (fault ? await refreshes(where.baseUrl) === 1 : tabs.ask("closing", () => tab.reached === true));
        await browser.wait(reached, PATIENCE);
        await tabs.close("closing");
        assert.equal(await tabs.ask("first", (where) => tab.use(where), where), wanted);
        assert.equal(await tabs.ask("first", (where) => tab.use(where), where), wanted === "works" ? "works" : "none");
      });
    }
  });
}
