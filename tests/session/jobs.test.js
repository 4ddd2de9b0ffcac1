// One job in several tabs of one origin, which are closed when it suits nobody: each entry is done, and done once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BROWSERS } from "../support/browsers.js";
import { PATIENCE, Tabs } from "./tabs.js";

const { X_SERVER } = process.env;
const KILLS = 20;

/** What X has been asked for: whom to mute, in order, and how often what became of a request. */
async function asked(baseUrl) {
  const { requests } = await (await fetch(`${baseUrl}/control/requests`)).json();
  const mutes = requests.filter(({ method, path }) => method === "POST" && path.includes("/muting"));
  return {
    ids: mutes.map(({ body }) => JSON.parse(body).target_user_id),
    lookups: requests.filter(({ method, path }) => method === "GET" && path.includes("/2/users?")).length,
  };
}

async function muted(baseUrl) {
  return (await (await fetch(`${baseUrl}/control/mutes/2244994945`)).json()).ids;
}

async function control(method, baseUrl, path, body) {
  const response = await fetch(`${baseUrl}/control/${path}`, { method, body: body && JSON.stringify(body) });
  assert.ok(response.ok, await response.text());
}

/** Waits until something is so. */
async function until(what, is) {
  const end = Date.now() + PATIENCE;
  while (!await is()) assert.ok(Date.now() < end, `it never came to be that ${what}`);
}

for (const [engine, open] of Object.entries(BROWSERS)) {
  test(engine, async (t) => {
    const browser = await open();
    t.after(() => browser.quit());
    await browser.manage().setTimeouts({ script: PATIENCE, pageLoad: PATIENCE });
    const tabs = new Tabs(browser, "job-page.html");
    await tabs.open("home");
    const begin = async (name, count, { limit = 100_000, delayMs = 20, flies = false } = {}) => {
      const given = { xServer: X_SERVER, name: `${engine} ${name}`, count, limit, delayMs };
      const baseUrl = await tabs.ask("home", (given) => tab.begin(given), given);
      return { baseUrl, count, flies, store: `${name} ${Math.random()}` };
    };
    /** A tab with the job, running or not. */
    const take = async (name, where, running = true) => {
      await tabs.open(name);
      await tabs.ask(name, (where) => tab.open(where), where);
      if (running) await tabs.ask(name, () => tab.start());
    };
    const report = (name) => tabs.ask(name, () => tab.report());

    /** Two tabs with one job, of which the first runs it and the second is told so. */
    const two = async (name, count, options) => {
      const where = await begin(name, count, options);
      await take("first", where);
      await until("it runs", async () => (await asked(where.baseUrl)).ids.length >= Math.min(3, count));
      await take("second", { ...where, flies: true });
      assert.equal((await tabs.ask("second", () => tab.ended())).state, "elsewhere");
      return where;
    };

    await t.test("the second tab is told that it runs elsewhere, sees its progress, and is done with it", async () => {
      const where = await two("progress", 100);
      await until("the second sees progress", async () => await tabs.ask("second", () => tab.told()) > 3);
      const first = await tabs.ask("first", () => tab.ended());
      assert.deepEqual([first.state, first.muted], ["done", 100]);
      await until("the second is done", async () => (await report("second")).state === "done");
      assert.deepEqual(await report("second"), first);
      await until("the second is told of the end", async () => await tabs.ask("second", () => tab.told()) === 100);
      assert.deepEqual((await asked(where.baseUrl)).ids.length, 100);
      await tabs.close("second");
      await tabs.close("first");
    });

    await t.test("when the tab that runs it is closed, the second takes over and finishes", async () => {
      const where = await two("takeover", 150);
      await tabs.close("first");
      await until("the second is done", async () => (await report("second")).state === "done");
      const { ids } = await asked(where.baseUrl);
      assert.deepEqual([new Set(ids).size, new Set(await muted(where.baseUrl)).size], [150, 150]);
      assert.ok(ids.length <= 151, `${ids.length} requests`);
      assert.equal((await report("second")).muted, 150);
      await tabs.close("second");
    });

    await t.test("when it is closed while it waits for the limit, too", async () => {
      const where = await two("takeover in a wait", 60, { limit: 50, delayMs: 0 });
      await until("the first waits", async () => (await asked(where.baseUrl)).ids.length === 50);
      await tabs.close("first");
      await until("the second is done", async () => (await report("second")).state === "done");
      const { ids } = await asked(where.baseUrl);
      assert.deepEqual([new Set(ids).size, (await muted(where.baseUrl)).length], [60, 60]);
      await tabs.close("second");
    });

    await t.test("where the first is paused, the second does not take over, and goes on when it is told to", async () => {
      const where = await two("pause", 100);
      await tabs.ask("first", () => tab.pause());
      const first = await tabs.ask("first", () => tab.ended());
      assert.equal(first.state, "paused");
      await until("the second knows", async () => (await report("second")).state === "paused");
      const { ids } = await asked(where.baseUrl);
      await tabs.close("first");
      assert.deepEqual([(await report("second")).muted, (await asked(where.baseUrl)).ids.length], [first.muted, ids.length]);
      await tabs.ask("second", () => tab.start());
      assert.equal((await tabs.ask("second", () => tab.ended())).state, "done");
      assert.equal((await asked(where.baseUrl)).ids.length, 100);
      await tabs.close("second");
    });

    await t.test(`closed ${KILLS} times in the middle, the job is done in the end, and nobody is asked for twice but those in flight`, async () => {
      const where = await begin("kills", 400);
      for (let kill = 0; kill < KILLS; kill += 1) {
        const before = (await asked(where.baseUrl)).ids.length;
        await take("doomed", where);
        // Closing takes a while, so this is any moment after.
        const more = 1 + kill * 7 % 12;
        await until("it goes on", async () => (await asked(where.baseUrl)).ids.length >= before + more);
        await tabs.close("doomed");
      }
      await control("DELETE", where.baseUrl, "faults");
      await take("last", where);
      await until("it is done", async () => (await report("last")).state === "done");
      const { total, muted: count, gone, failed, outcomes, stoppedBy } = await report("last");
      assert.deepEqual([total, count, gone, failed, outcomes, stoppedBy], [400, 400, 0, 0, "d".repeat(400), ""]);
      const { ids, lookups } = await asked(where.baseUrl);
      assert.deepEqual([new Set(ids).size, new Set(await muted(where.baseUrl)).size], [400, 400]);
      assert.ok(ids.length - 400 <= KILLS, `${ids.length - 400} were asked for twice`);
      assert.ok(lookups >= 1 && lookups <= KILLS + 1, `${lookups} lookups`);
      t.diagnostic(`${engine}: ${ids.length - 400} asked for twice, ${lookups} lookups`);
      await tabs.close("last");
    });
  });
}
