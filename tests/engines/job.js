// A job from its start to its end, as fast as X's limits allow and no faster.
import { DAY, planOf, WINDOW, withoutHeaders, workload } from "./workload.js";

/** How many windows so many requests take at least, the last one's wait not counted. */
const windows = (count, limit) => Math.ceil(count / limit) - 1;

export default function job(QUnit, env) {
  const isNode = env.engine === "node";
  // At an even pace each of them is a wait of its own, which costs a request, too.
  const LISTS = isNode ? { even: 1_000, burst: 10_000 } : { even: 200, burst: 500 };
  const SHORT = isNode ? 500 : 150;

  /** Runs a job of `count` mutes to its end; gives the windows that took, and the refusals there were. */
  const runAll = async (assert, count, given, options) => {
    assert.timeout(120_000);
    const here = await workload(env, assert, count, given);
    const began = here.clock.now();
    const job = await here.client.job(here.plan, options);
    const report = await job.run();
    const took = here.clock.now() - began;
    const sent = await here.sent();
    assert.strictEqual(report.state, "done", String(report.stoppedBy));
    assert.deepEqual([report.total, report.muted, report.failed + report.gone], [count, count, 0]);
    assert.deepEqual(new Set(await here.mutes()), new Set(here.ids));
    assert.strictEqual(sent.filter(({ status }) => status === 200).length, count, "nobody is muted twice");
    return { ...here, took, sent, refused: sent.filter(({ status }) => status === 429) };
  };

  /** That of X's windows none has more than one refusal. */
  const oneAWindow = (assert, sent, length = WINDOW) => {
    const refusals = [];
    let endsAt = 0;
    for (const { at, status } of sent) {
      if (at >= endsAt) {
        endsAt = Math.floor(at / 1000) * 1000 + length;
        refusals.push(0);
      }
      if (status === 429) refusals[refusals.length - 1] += 1;
    }
    assert.ok(Math.max(...refusals) <= 1, `refusals of each window: ${refusals}`);
  };

  const within = (assert, took, least, most) =>
    assert.ok(took >= least * 0.99 && took <= most, `${took / WINDOW} windows, where ${least / WINDOW} to ${most / WINDOW} are wanted`);

  for (const [pace, LIST] of Object.entries(LISTS)) {
    QUnit.test(`${LIST} mutes at the pace "${pace}" take the limit's own time within 1 %, and none is refused`, async (assert) => {
      const { took, refused } = await runAll(assert, LIST, {}, { pace });
      assert.strictEqual(refused.length, 0);
      within(assert, took, windows(LIST, 50) * WINDOW, LIST / 50 * 1.01 * WINDOW);
    });

    QUnit.test(`${SHORT} at the pace "${pace}" where headers are hidden take that long, too, and at most one a window is refused`, async (assert) => {
      const { took, sent } = await runAll(assert, SHORT, { options: { fetch: withoutHeaders } }, { pace });
      within(assert, took, windows(SHORT, 50) * WINDOW, SHORT / 50 * 1.01 * WINDOW);
      oneAWindow(assert, sent);
    });

    for (const [limit, count] of [[5, 100], [1, 20]]) {
      const limits = [{ endpoint: "mute", limit }];
      QUnit.test(`a limit of ${limit} a window at the pace "${pace}" is kept, and none is refused`, async (assert) => {
        const { took, refused } = await runAll(assert, count, { limits }, { pace });
        assert.strictEqual(refused.length, 0);
        within(assert, took, windows(count, limit) * WINDOW, (windows(count, limit) + 1) * 1.01 * WINDOW);
      });

      QUnit.test(`a limit of ${limit} a window at the pace "${pace}", where headers are hidden, refuses at most one a window`, async (assert) => {
        const { sent } = await runAll(assert, count, { limits, options: { fetch: withoutHeaders } }, { pace });
        oneAWindow(assert, sent);
      });
    }

    for (const which of ["user_24h", "app_24h"]) {
      QUnit.test(`a limit of 24 hours (${which}) at the pace "${pace}" is kept, and none is refused`, async (assert) => {
        const { took, refused } = await runAll(assert, 120, { limits: [{ endpoint: "mute", [which]: { limit: 50 } }] }, { pace });
        assert.strictEqual(refused.length, 0);
        within(assert, took, 2 * DAY, 3 * 1.01 * DAY);
      });
    }

    QUnit.test(`mutes and unmutes, which X counts apart, are side by side at the pace "${pace}"`, async (assert) => {
      const { client, clock, me, ids, sent, mutes, control } = await workload(env, assert, 120);
      await control("PUT", `mutes/${me}`, { ids: ids.slice(0, 60) });
      const began = clock.now();
      const job = await client.job(planOf(me, ids.slice(60), ids.slice(0, 60)), { pace });
      const { muted, unmuted } = await job.run();
      assert.deepEqual([muted, unmuted], [60, 60]);
      assert.deepEqual(new Set(await mutes()), new Set(ids.slice(60)));
      assert.strictEqual((await sent()).filter(({ status }) => status !== 200).length, 0);
      within(assert, clock.now() - began, WINDOW, 2 * 1.01 * WINDOW);
    });
  }

  // --- others in the same window ----------------------------------------------------------------------------------

  /** What else takes part of the window, each time the job has to wait. */
  const BESIDE = {
    "another client with the same token": ({ clientWith }) => clientWith({ maxRetries: 0 }),
    "the same client": ({ client }) => client,
  };
  for (const [who, clientOf] of Object.entries(BESIDE)) {
    for (const hidden of [false, true]) {
      const name = `${who} mutes 20 others a window${hidden ? ", where headers are hidden" : ""}: `;
      QUnit.test(name + (who === "the same client" && !hidden ? "none of the job's is refused" : "at most one a window is refused, and no entry is lost"), async (assert) => {
        const here = await workload(env, assert, isNode ? 150 : 110, { options: hidden ? { fetch: withoutHeaders } : {} });
        const { client, plan, clock, other, ids, sent } = here;
        const busy = clientOf(here);
        let nextAt = 0;
        clock.onWait = async () => {
          if (clock.now() < nextAt) return;
          nextAt = clock.now() + WINDOW + 2_000;
          for (let times = 0; times < 20; times += 1) await busy.mute(other).catch(() => {});
        };
        const job = await client.job(plan);
        const report = await job.run();
        assert.deepEqual([report.state, report.muted], ["done", ids.length]);
        const all = await sent();
        const own = all.filter(({ id }) => id !== other);
        assert.deepEqual(own.filter(({ status }) => status === 200).map(({ id }) => id), ids);
        if (who === "the same client" && !hidden) assert.strictEqual(own.filter(({ status }) => status === 429).length, 0);
        oneAWindow(assert, all.map((request) => (request.id === other ? { ...request, status: 0 } : request)));
      });
    }
  }

  // --- no more than is wanted --------------------------------------------------------------------------------------

  QUnit.test("maxPerDay is kept over any 24 hours, mutes and unmutes together, also by whoever resumes", async (assert) => {
    const { client, clientWith, clock, me, ids, sent, memoryStore } = await workload(env, assert, 100);
    const store = memoryStore();
    const plan = planOf(me, ids.slice(0, 50), ids.slice(50));
    const began = clock.now();
    const job = await client.job(plan, { store, maxPerDay: 30, pace: "burst" });
    clock.onWait = () => { if (clock.now() > began + DAY * 1.5) job.pause(); };
    assert.strictEqual((await job.run()).state, "paused");
    clock.onWait = undefined;
    const resumed = await clientWith().resumeJob({ store });
    assert.strictEqual((await resumed.run()).state, "done");
    const times = (await sent()).map(({ at }) => at);
    assert.strictEqual(times.length, 100);
    const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + DAY).length));
    assert.strictEqual(most, 30);
    within(assert, clock.now() - began, 3 * DAY, 3.1 * DAY);
  });
}
