// The same job twice in one context: one runs, the other is told, and takes over when it must.
import { rejection, turn } from "./support.js";
import { planOf, workload } from "./workload.js";

export default function jobElsewhere(QUnit, env) {
  const hasChannels = typeof BroadcastChannel === "function";

  const until = async (is) => {
    while (!await is()) await turn();
  };

  /** Two jobs of one store, with what each has told of. The first waits where it is told to, until `go` is called. */
  const twins = async (assert, count = 6) => {
    const here = await workload(env, assert, count);
    const store = here.memoryStore();
    const seen = { first: [], second: [] };
    const first = await here.client.job(here.plan, { store, onProgress: (progress) => seen.first.push(progress) });
    const second = await here.clientWith().job(here.plan, { store, onProgress: (progress) => seen.second.push(progress) });
    let go;
    const gone = new Promise((resolve) => { go = resolve; });
    here.clock.onWait = () => gone;
    const running = first.run();
    await until(() => first.report().muted === 1);
    return { ...here, store, seen, first, second, running, go };
  };

  QUnit.test("the second is told that it runs elsewhere, and sends nothing", async (assert) => {
    const { second, running, go, sent, ids } = await twins(assert);
    const report = await second.run();
    assert.deepEqual([report.state, report.muted, report.stoppedBy], ["elsewhere", 1, undefined]);
    assert.deepEqual(await second.runUntilLimited(), { state: "elsewhere" });
    assert.strictEqual((await sent()).length, 1);
    go();
    assert.strictEqual((await running).state, "done");
    assert.deepEqual((await sent()).map(({ id }) => id), ids);
  });

  QUnit.test("the second hears of the first's progress, to the end, and then is done, too", async (assert) => {
    if (!hasChannels) return assert.ok(true, "there are no channels in this engine");
    const { first, second, running, go, seen, sent } = await twins(assert);
    assert.strictEqual((await second.run()).state, "elsewhere");
    go();
    await running;
    await until(() => second.report().state === "done" && seen.second.at(-1)?.done === 6);
    assert.deepEqual(second.report(), first.report());
    assert.ok(seen.second.at(-1).eta instanceof Date);
    assert.strictEqual((await sent()).length, 6);
  });

  QUnit.test("where the first is paused, the second does not take over, and either may go on", async (assert) => {
    const { first, second, running, go, clock, sent, ids } = await twins(assert);
    await second.run();
    first.pause();
    go();
    assert.strictEqual((await running).state, "paused");
    await until(() => second.report().state === "paused");
    for (let turns = 0; turns < 20; turns += 1) await turn();
    assert.strictEqual((await sent()).length, 1);
    clock.onWait = undefined;
    const report = await second.run();
    assert.strictEqual(report.state, "done", String(report.stoppedBy));
    assert.deepEqual(await first.run(), report);
    assert.deepEqual((await sent()).map(({ id }) => id), ids);
  });

  QUnit.test("where the first's run is aborted, the second does not take over: nobody is gone", async (assert) => {
    const { client, clientWith, plan, clock, memoryStore, sent } = await workload(env, assert, 6);
    const store = memoryStore();
    const [first, second] = [await client.job(plan, { store }), await clientWith().job(plan, { store })];
    const controller = new AbortController();
    clock.onWait = (_, signal) => new Promise((resolve) => signal.addEventListener("abort", resolve));
    const running = rejection(first.run({ signal: controller.signal }));
    await until(() => first.report().muted === 1);
    await second.run();
    clock.onWait = undefined;
    controller.abort("mine");
    assert.strictEqual(await running, "mine");
    await until(() => second.report().state !== "elsewhere");
    for (let turns = 0; turns < 20; turns += 1) await turn();
    assert.strictEqual((await sent()).length, 1);
  });

  QUnit.test("a job that was discarded elsewhere does not go on with another that has its key now", async (assert) => {
    const { client, clientWith, plan, me, other, sent, memoryStore } = await workload(env, assert, 2);
    const store = memoryStore();
    const [first, second] = [await client.job(plan, { store }), await clientWith().job(plan, { store })];
    await second.discard();
    await client.job(planOf(me, [other]), { store });
    for (let times = 1; times <= 2; times += 1) {
      const report = await first.run();
      assert.deepEqual([report.state, report.stoppedBy?.code, report.total], ["paused", "storage", 2]);
    }
    assert.deepEqual(await sent(), []);
  });

  QUnit.test("a job that is discarded and replaced while it waits stops, and leaves the other as it is", async (assert) => {
    const { second, running, go, store, client, me, other, sent } = await twins(assert);
    await second.discard();
    const replacement = await client.job(planOf(me, [other]), { store });
    go();
    assert.deepEqual([(await running).state, (await running).stoppedBy?.code], ["paused", "storage"]);
    assert.strictEqual((await sent()).length, 1);
    assert.deepEqual((await client.resumeJob({ store })).report(), replacement.report());
    assert.strictEqual((await replacement.run()).muted, 1);
  });

  QUnit.test("who is paused while asking for the lock does not take over", async (assert) => {
    const { second, running, go, sent } = await twins(assert);
    const asking = second.run();
    second.pause();
    assert.strictEqual((await asking).state, "paused");
    go();
    assert.strictEqual((await running).state, "done");
    assert.strictEqual((await sent()).length, 6);
  });

  QUnit.test("where what no wait cures stops the first, the second does not take over", async (assert) => {
    const { second, running, go, fault, sent } = await twins(assert);
    await second.run();
    await fault({ times: 0, path_contains: "/muting", respond: { status: 402 } });
    go();
    assert.strictEqual((await running).stoppedBy.code, "payment_required");
    await until(() => second.report().state === "paused");
    for (let turns = 0; turns < 20; turns += 1) await turn();
    assert.strictEqual((await sent()).length, 2);
  });

  QUnit.test("a second that is paused does not take over, and stops nothing", async (assert) => {
    const { first, second, running, go, sent } = await twins(assert);
    await second.run();
    second.pause();
    assert.strictEqual(second.report().state, "paused");
    go();
    assert.strictEqual((await running).state, "done");
    assert.strictEqual((await sent()).length, 6);
    assert.strictEqual(first.report().muted, 6);
  });

  QUnit.test("jobs of other keys, other stores or no store are no twins", async (assert) => {
    const { client, plan, me, clock, memoryStore, first, running, go, store } = await twins(assert);
    clock.onWait = undefined;
    for (const options of [{ store, key: "another" }, { store: memoryStore() }, {}]) {
      const job = await client.job(planOf(me, plan.mute.slice(0, 1).map(({ id }) => id)), options);
      assert.strictEqual((await job.run()).state, "done");
    }
    go();
    await running;
    assert.strictEqual(first.report().state, "done");
  });

  QUnit.test("run() that is told it runs elsewhere can be called again, and once it is free it runs", async (assert) => {
    const { first, second, running, go, clock, sent } = await twins(assert);
    assert.strictEqual((await second.run()).state, "elsewhere");
    assert.strictEqual((await second.run()).state, "elsewhere");
    first.pause();
    go();
    await running;
    clock.onWait = undefined;
    assert.strictEqual((await second.run()).state, "done");
    assert.strictEqual((await sent()).length, 6);
  });

  QUnit.test("discard() of the second while the first runs stops the first with storage, and leaves nothing behind", async (assert) => {
    const { second, running, go, store, client, sent } = await twins(assert);
    await second.run();
    await second.discard();
    go();
    assert.deepEqual([(await running).state, (await running).stoppedBy?.code], ["paused", "storage"]);
    assert.strictEqual((await sent()).length, 1);
    assert.strictEqual(await store.get("job"), undefined);
    assert.strictEqual(await client.resumeJob({ store }), undefined);
  });
}
