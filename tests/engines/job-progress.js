// How far a job is, told as it goes; and jobs that may not sleep.
import { rejection, turn } from "./support.js";
import { MINUTE, planOf, WINDOW, withoutHeaders, workload } from "./workload.js";

export default function jobProgress(QUnit, env) {
  QUnit.test("progress is told at most ten times a second, and the last says that all is done", async (assert) => {
    const { client, plan, ids } = await workload(env, assert, 120);
    const seen = [];
    const onProgress = (progress) => seen.push({ ...progress, at: performance.now() });
    const job = await client.job(plan, { onProgress, pace: "burst" });
    const began = performance.now();
    await job.run();
    const took = performance.now() - began;
    assert.ok(seen.length >= 1 && seen.length <= took / 100 + 2, `${seen.length} calls in ${took} ms`);
    const gaps = seen.slice(1, -1).map(({ at }, before) => at - seen[before].at);
    assert.ok(gaps.every((gap) => gap >= 95), gaps.join());
    const { at, eta, ...last } = seen.at(-1);
    assert.deepEqual(last, { total: 120, done: 120, muted: 120, unmuted: 0, gone: 0, failed: 0 });
    assert.ok(eta instanceof Date && at > 0);
    for (const { current, done } of seen.slice(0, -1)) assert.strictEqual(current?.id, ids[done], "current is the one that is next");
    assert.deepEqual(seen.map(({ done }) => done), seen.map(({ done }) => done).sort((a, b) => a - b), "it never goes back");
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.strictEqual(seen.at(-1).done, 120, "nothing comes after the end");
  });

  for (const pace of ["even", "burst"]) {
    QUnit.test(`the ETA of 10,000 at the pace "${pace}" is 199 windows from the start or the last of them, and of who may do 1,000 a day 9 days`, async (assert) => {
      const { client, me, ids, clock } = await workload(env, assert, 10_000, { options: { fetch: async () => new Response('{"data":{"muting":true}}') } });
      const first = async (options) => {
        const job = await client.job(planOf(me, ids), { pace, ...options, onProgress: (progress) => { seen.push(progress); job.pause(); } });
        const seen = [];
        await job.run();
        return seen[0];
      };
      const { eta, total, done, current } = await first();
      assert.ok(eta instanceof Date);
      assert.deepEqual([total, done, current], [10_000, 0, { id: ids[0] }]);
      const windows = (eta - clock.now()) / WINDOW;
      // At an even pace the last window's are spread over it, too.
      const most = pace === "even" ? 200 : 199.1;
      assert.ok(windows > 198.9 && windows < most, `${windows} windows`);
      const days = ((await first({ maxPerDay: 1_000 })).eta - clock.now()) / (96 * WINDOW);
      assert.ok(days > 8.9 && days < 9.2, `${days} days`);
    });
  }

  QUnit.test("the ETA is right from the start, and no wait moves it", async (assert) => {
    const { client, plan, clock } = await workload(env, assert, 200);
    const etas = [];
    const job = await client.job(plan, { pace: "burst", onProgress: ({ eta }) => etas.push(eta.getTime()) });
    clock.onWait = () => new Promise((resolve) => setTimeout(resolve, 20));
    await job.run();
    const end = clock.now();
    assert.ok(etas.length > 5);
    assert.ok(etas.every((eta) => Math.abs(eta - end) < 10_000), etas.map((eta) => eta - end).join());
  });

  QUnit.test("while it waits, progress says until when, and afterwards no more", async (assert) => {
    const { client, plan, clock } = await workload(env, assert, 3);
    const seen = [];
    const job = await client.job(plan, { onProgress: (progress) => seen.push(progress) });
    clock.onWait = () => new Promise((resolve) => setTimeout(resolve, 120));
    await job.run();
    const waiting = seen.filter(({ waitingUntil }) => waitingUntil !== undefined);
    assert.ok(waiting.length >= 2, `${waiting.length} of ${seen.length}`);
    assert.ok(waiting.every(({ waitingUntil, eta }) => waitingUntil instanceof Date && waitingUntil <= eta.getTime() + 1000));
    assert.notOk("waitingUntil" in seen.at(-1));
  });

  QUnit.test("what onProgress throws or rejects with is reported, and the job goes on", async (assert) => {
    const { client, plan } = await workload(env, assert, 3);
    const [thrown, rejected] = [new RangeError("thrown"), new RangeError("rejected")];
    const reported = [];
    const [{ reportError }, { error }] = [globalThis, console];
    if (reportError) globalThis.reportError = (value) => reported.push(value);
    else console.error = (value) => reported.push(value);
    try {
      for (const onProgress of [() => { throw thrown; }, () => Promise.reject(rejected)]) {
        const job = await client.job(plan, { onProgress });
        assert.strictEqual((await job.run()).state, "done");
      }
      await turn();
    } finally {
      if (reportError) globalThis.reportError = reportError;
      console.error = error;
    }
    assert.ok(reported.includes(thrown) && reported.includes(rejected), reported.join());
  });

  // --- those that may not sleep ------------------------------------------------------------------------------------------

  const runInPieces = async (here, options, every, most = 100_000) => {
    const { client, clientWith, plan, clock, memoryStore } = here;
    const store = memoryStore();
    const began = clock.now();
    let longest = 0;
    clock.onWait = (milliseconds) => { longest = Math.max(longest, milliseconds); };
    await client.job(plan, { store, ...options });
    for (let wakes = 1; wakes <= most; wakes += 1) {
      // Each time a worker starts anew, as an extension's does.
      const job = await clientWith().resumeJob({ store });
      const { state, resumeAt } = await job.runUntilLimited();
      if (state === "done") return { wakes, took: clock.now() - began, longest, report: job.report() };
      if (state !== "paused" || !(resumeAt instanceof Date)) throw new Error(`${state} ${resumeAt} ${job.report().stoppedBy}`);
      clock.pass(every ?? Math.max(0, resumeAt - clock.now()));
    }
    throw new Error(`not done after ${most} wakes`);
  };

  for (const pace of ["even", "burst"]) {
    for (const [what, every] of [["every 30 seconds", MINUTE / 2], ["every 15 minutes", WINDOW], ["at resumeAt", undefined]]) {
      for (const hidden of [false, true]) {
        QUnit.test(`waking ${what} at the pace "${pace}"${hidden ? ", where headers are hidden," : ""} loses no window, and never waits for longer than 2 seconds`, async (assert) => {
          const count = env.engine === "node" || every === WINDOW ? 200 : 100;
          const here = await workload(env, assert, count, { options: hidden ? { fetch: withoutHeaders } : {} });
          const { took, longest, report } = await runInPieces(here, { pace }, every);
          assert.deepEqual([report.state, report.muted], ["done", count]);
          assert.ok(longest <= 2_000, `it waited for ${longest} ms`);
          const sent = await here.sent();
          const refused = sent.filter(({ status }) => status === 429).length;
          assert.ok(refused <= (hidden ? count / 50 : 0), `${refused} were refused`);
          assert.deepEqual(sent.filter(({ status }) => status === 200).map(({ id }) => id), here.ids);
          // Whoever wakes every 15 minutes only has one window more at an even pace: there is little to do at the first wake.
          const windows = count / 50 + (every === WINDOW && pace === "even" ? 1 : 0);
          const most = windows * (WINDOW + 31_000);
          assert.ok(took < most, `${took / WINDOW} windows`);
        });
      }
    }
  }

  for (const again of ["runUntilLimited", "run"]) {
    QUnit.test(`whoever stays awake, and goes on at resumeAt with ${again}() of the same job, loses no window`, async (assert) => {
      const { client, plan, clock, sent } = await workload(env, assert, 120);
      const began = clock.now();
      const job = await client.job(plan, { pace: "burst" });
      const { resumeAt } = await job.runUntilLimited();
      clock.pass(resumeAt - clock.now());
      const second = await job[again]();
      assert.strictEqual((await sent()).length, again === "run" ? 120 : 100);
      if (again === "runUntilLimited") clock.pass(second.resumeAt - clock.now());
      assert.strictEqual((await job.runUntilLimited()).state, "done");
      assert.ok(clock.now() - began < 2 * (WINDOW + 31_000), `${(clock.now() - began) / WINDOW} windows`);
    });
  }

  QUnit.test("maxMs ends it with when to come back: at once", async (assert) => {
    const { client, plan, clock, sent } = await workload(env, assert, 40, { options: { fetch: (...args) => { clock.set(1_000); return fetch(...args); } } });
    const job = await client.job(plan, { pace: "burst" });
    const { state, resumeAt } = await job.runUntilLimited({ maxMs: 5_000 });
    assert.strictEqual(state, "paused");
    assert.ok(resumeAt <= clock.now() + 1_000 && resumeAt > clock.now() - 10_000);
    assert.ok((await sent()).length >= 4 && (await sent()).length <= 6, `${(await sent()).length}`);
    while ((await job.runUntilLimited({ maxMs: 5_000 })).state !== "done") continue;
    assert.strictEqual((await sent()).length, 40);
  });

  QUnit.test("a request that X never answers does not outlast maxMs", async (assert) => {
    const { client, plan, fault, sent } = await workload(env, assert, 2);
    await fault({ method: "POST", path_contains: "/muting", hold: true, takes_effect: true });
    const job = await client.job(plan);
    const began = performance.now();
    const { state, resumeAt } = await job.runUntilLimited({ maxMs: 300 });
    assert.ok(performance.now() - began < 3_000);
    assert.deepEqual([state, resumeAt instanceof Date], ["paused", true]);
    assert.strictEqual((await job.run()).state, "done");
    assert.ok((await sent()).length <= 3);
  });

  QUnit.test("pause() and stops tell no time to come back; signals reject", async (assert) => {
    const { client, plan, fault, control } = await workload(env, assert, 2);
    const job = await client.job(plan);
    const running = job.runUntilLimited();
    job.pause();
    assert.deepEqual(await running, { state: "paused" });
    await fault({ times: 0, path_contains: "/muting", respond: { status: 402 } });
    assert.deepEqual(await job.runUntilLimited(), { state: "paused" });
    assert.strictEqual(job.report().stoppedBy?.code, "payment_required");
    await control("DELETE", "faults");
    assert.strictEqual(await rejection(job.runUntilLimited({ signal: AbortSignal.abort("mine") })), "mine");
    assert.strictEqual((await job.run()).state, "done");
    assert.deepEqual(await job.runUntilLimited(), { state: "done" });
  });
}
