// pause(), signals, and what is left in flight: X is asked about it, and nothing is sent twice.
import { rejection, turn, unhandled } from "./support.js";
import { idsFrom, planOf, workload } from "./workload.js";

const LOOKUP = /\/2\/users\?.*ids=/;

/** A wait that ends with its signal only. */
const endless = (_, signal) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

export default function jobPause(QUnit, env) {
  /** Waits until something is so. */
  const until = async (is) => {
    while (!await is()) await turn();
  };

  QUnit.test("pause() during a request ends the job when that is settled", async (assert) => {
    const { client, plan, sent, fault } = await workload(env, assert, 5);
    await fault({ method: "POST", path_contains: "/muting", delay_ms: 50 });
    const job = await client.job(plan, { pace: "burst" });
    const running = job.run();
    await until(async () => (await sent()).length === 1);
    job.pause();
    const report = await running;
    assert.deepEqual([report.state, report.muted, report.stoppedBy], ["paused", 1, undefined]);
    assert.strictEqual((await sent()).length, 1);
    assert.strictEqual((await job.run()).state, "done");
    assert.strictEqual((await sent()).length, 5);
  });

  QUnit.test("pause() during a wait does not wait it out, and run() goes on", async (assert) => {
    const { client, plan, clock, sent } = await workload(env, assert, 3);
    const job = await client.job(plan);
    clock.onWait = endless;
    const running = job.run();
    await until(() => job.report().muted === 1);
    await turn();
    job.pause();
    const report = await running;
    assert.deepEqual([report.state, report.muted], ["paused", 1]);
    clock.onWait = undefined;
    assert.deepEqual([(await job.run()).state, (await sent()).length], ["done", 3]);
  });

  QUnit.test("pause() is heard whenever it comes: at once, twice, before run(), and from onProgress", async (assert) => {
    const { client, plan } = await workload(env, assert, 3);
    let heard = false;
    const job = await client.job(plan, { onProgress: () => { if (!heard) job.pause(); heard = true; } });
    job.pause();
    assert.strictEqual((await job.run()).state, "paused");
    assert.ok(heard);
    const running = job.run();
    job.pause();
    job.pause();
    assert.strictEqual((await running).state, "paused");
    assert.strictEqual((await job.run()).state, "done");
    job.pause();
    assert.strictEqual(job.report().state, "done");
  });

  QUnit.test("run() twice at once is one run", async (assert) => {
    const { client, plan, sent } = await workload(env, assert, 5);
    const job = await client.job(plan);
    const reports = await Promise.all([job.run(), job.run(), job.runUntilLimited(), job.run()]);
    assert.deepEqual(reports.map(({ state }) => state), ["done", "done", "done", "done"]);
    assert.strictEqual((await sent()).length, 5);
    assert.strictEqual((await job.run()).state, "done");
    assert.strictEqual((await sent()).length, 5);
  });

  // --- signals ---------------------------------------------------------------------------------------------------------

  const REASONS = { "an error": new RangeError("mine"), "a string": "mine", "null": null, "the usual": undefined };
  for (const [what, reason] of Object.entries(REASONS)) {
    QUnit.test(`a signal that has aborted rejects with exactly its reason (${what}), and nothing is sent`, async (assert) => {
      const { client, plan, requests } = await workload(env, assert, 2);
      const job = await client.job(plan);
      const signal = AbortSignal.abort(reason);
      const stop = unhandled(env);
      assert.strictEqual(await rejection(job.run({ signal })), signal.reason);
      assert.strictEqual(await rejection(job.runUntilLimited({ signal })), signal.reason);
      assert.deepEqual(await stop(), []);
      assert.deepEqual(await requests(), []);
      assert.strictEqual((await job.run()).state, "done");
    });
  }

  const STORES = { "without a store": () => undefined, "with a store": ({ memoryStore }) => memoryStore() };
  for (const [where, storeOf] of Object.entries(STORES)) {
    QUnit.test(`an abort during a wait, ${where}, rejects with its reason, and run() goes on at once`, async (assert) => {
      const here = await workload(env, assert, 3);
      const { client, plan, clock, sent, ids } = here;
      const job = await client.job(plan, { store: storeOf(here) });
      clock.onWait = endless;
      const stop = unhandled(env, "mine");
      for (let times = 0; times < 2; times += 1) {
        const controller = new AbortController();
        const running = rejection(job.run({ signal: controller.signal }));
        await until(() => job.report().muted === 1);
        await turn();
        controller.abort("mine");
        assert.strictEqual(await running, "mine");
        assert.strictEqual(job.report().state, "paused");
      }
      clock.onWait = undefined;
      assert.strictEqual((await job.run()).state, "done");
      assert.deepEqual((await sent()).map(({ id }) => id), ids);
      assert.deepEqual(await stop(), []);
    });

    /** What X has done of the request in flight when the job is aborted. */
    for (const [what, effect] of [["X has done", true], ["never took effect", false]]) {
      QUnit.test(`a request in flight that ${what}, aborted ${where}, is settled by asking X`, async (assert) => {
        const here = await workload(env, assert, 4);
        const { client, plan, sent, ids, fault, requests, mutes, control } = here;
        const job = await client.job(plan, { store: storeOf(here) });
        const controller = new AbortController();
        await fault({ method: "POST", path_contains: "/muting", hold: true, takes_effect: effect });
        const running = rejection(job.run({ signal: controller.signal }));
        await until(async () => (await sent()).length === 1);
        controller.abort("mine");
        assert.strictEqual(await running, "mine");
        assert.strictEqual(job.report().entries[0].outcome, "todo");
        await control("DELETE", "faults");
        const report = await job.run();
        assert.deepEqual([report.state, report.muted], ["done", 4]);
        assert.deepEqual((await sent()).map(({ id }) => id), effect ? ids : [ids[0], ...ids]);
        const asked = (await requests()).filter(({ path }) => LOOKUP.test(path)).map(({ path }) => new URL(path, "http://x").searchParams);
        assert.deepEqual(asked.map((query) => [query.get("ids"), query.get("user.fields")]), [[ids[0], "connection_status"]]);
        assert.deepEqual(new Set(await mutes()), new Set(ids));
      });
    }
  }

  QUnit.test("an unmute in flight is settled by asking X, and so is who is gone meanwhile", async (assert) => {
    const { client, me, ids, sent, fault, control, mutes } = await workload(env, assert, 2);
    await control("PUT", `mutes/${me}`, { ids });
    const job = await client.job(planOf(me, [], ids));
    for (const before of [() => {}, () => control("POST", "accounts", { id: ids[1], gone: true })]) {
      const controller = new AbortController();
      const asked = (await sent()).length;
      await fault({ method: "DELETE", path_contains: "/muting", hold: true, takes_effect: true });
      const running = rejection(job.run({ signal: controller.signal }));
      await until(async () => (await sent()).length > asked);
      controller.abort("mine");
      assert.strictEqual(await running, "mine");
      await before();
    }
    const report = await job.run();
    assert.deepEqual(report.entries.map(({ outcome }) => outcome), ["done", "gone"]);
    assert.deepEqual([(await sent()).length, await mutes()], [2, []]);
  });

  QUnit.test("while X does not answer the question what became of it, it is asked again, and nothing else is sent", async (assert) => {
    const { client, plan, ids, sent, fault, requests } = await workload(env, assert, 3);
    const job = await client.job(plan);
    const controller = new AbortController();
    await fault({ method: "POST", path_contains: "/muting", hold: true, takes_effect: true });
    const running = rejection(job.run({ signal: controller.signal }));
    await until(async () => (await sent()).length === 1);
    controller.abort("mine");
    await running;
    await fault([{ path_contains: "/2/users?", respond: { status: 503 } }, { path_contains: "/2/users?", respond: { status: 429, body: "Rate limit exceeded" } }, { path_contains: "/2/users?", respond: { status: 500 } }]);
    assert.strictEqual((await job.run()).state, "done");
    assert.deepEqual((await sent()).map(({ id }) => id), ids);
    const paths = (await requests()).map(({ path }) => (LOOKUP.test(path) ? "lookup" : "mute"));
    assert.deepEqual(paths, ["mute", "lookup", "lookup", "lookup", "lookup", "mute", "mute"]);
  });

  QUnit.test("an abort of one who waits for a run leaves the run to the other", async (assert) => {
    const { client, plan, clock } = await workload(env, assert, 4);
    const job = await client.job(plan);
    const controller = new AbortController();
    clock.onWait = turn;
    const running = job.run();
    const other = rejection(job.run({ signal: controller.signal }));
    controller.abort("mine");
    assert.strictEqual(await other, "mine");
    assert.strictEqual((await running).state, "done");
    assert.strictEqual(job.report().muted, idsFrom(4).length);
  });
}
