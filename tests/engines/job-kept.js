// Jobs as they are kept: resumed, refused, salvaged, carried elsewhere, forgotten.
import { rejection, withShortTimers } from "./support.js";
import { idsFrom, planOf, workload } from "./workload.js";

export default function jobKept(QUnit, env) {
  const isBrowser = ["chromium", "firefox", "webkit"].includes(env.engine);
  const STORES = { memoryStore: ({ memoryStore }) => memoryStore() };
  if (isBrowser) STORES.indexedDbStore = ({ indexedDbStore }, name) => indexedDbStore(`${name} ${Math.random()}`);

  /** Pauses once so many are muted. */
  const runUntil = async ({ clock, job }, muted) => {
    clock.onWait = () => { if (job.report().muted >= muted) job.pause(); };
    const report = await job.run();
    clock.onWait = undefined;
    return report;
  };

  /** The keys of a store that has been written to, and their texts. */
  const spied = (store) => {
    const keys = new Set();
    return { keys, store: { name: store.name, get: store.get, update: (key, change) => { keys.add(key); return store.update(key, change); } } };
  };

  for (const [kind, storeOf] of Object.entries(STORES)) {
    QUnit.test(`${kind}: resumeJob finds the job where it was left, and nobody is asked for twice`, async (assert) => {
      const here = await workload(env, assert, 60);
      const store = storeOf(here, assert.test.testId);
      const job = await here.client.job(here.plan, { store });
      const left = await runUntil({ ...here, job }, 20);
      assert.deepEqual([left.state, left.muted], ["paused", 20]);
      const resumed = await here.clientWith().resumeJob({ store });
      assert.deepEqual(resumed.report(), left);
      assert.strictEqual((await resumed.run()).state, "done");
      assert.deepEqual((await here.sent()).map(({ id }) => id), here.ids);
      const again = await here.clientWith().resumeJob({ store });
      assert.strictEqual(again.report().state, "done");
      assert.deepEqual([again.csv(), again.undo().unmute], [resumed.csv(), resumed.undo().unmute]);
    });

    QUnit.test(`${kind}: discard() deletes all of it, and only that`, async (assert) => {
      const here = await workload(env, assert, 0);
      const { keys, store } = spied(storeOf(here, assert.test.testId));
      await store.update("session", () => "mine");
      await store.update("job2", () => "mine");
      const job = await here.client.job(planOf(here.me, idsFrom(2_500)), { store });
      assert.strictEqual(keys.size, 6);
      await job.discard();
      const left = await Promise.all([...keys].map((key) => store.get(key)));
      assert.deepEqual(left.filter((text) => text !== undefined), ["mine", "mine"]);
      assert.strictEqual(await here.client.resumeJob({ store }), undefined);
    });
  }

  QUnit.test("a new job that could not be put in the place of one that is done leaves no half of either", async (assert) => {
    const { client, plan, me, ids, memoryStore } = await workload(env, assert, 2);
    const store = memoryStore();
    const job = await client.job(plan, { store });
    await job.run();
    let updates = 0;
    const full = { name: store.name, get: store.get, update: async (...args) => {
      updates += 1;
      if (updates > 2) throw new Error("full");
      return store.update(...args);
    } };
    assert.strictEqual((await rejection(client.job(job.undo(), { store: full }))).code, "storage");
    assert.strictEqual(await client.resumeJob({ store }), undefined);
    assert.strictEqual((await (await client.job(planOf(me, [], ids), { store })).run()).unmuted, 2);
  });

  QUnit.test("what is written with each request is no more for 100,000 entries than for 1,000", async (assert) => {
    const written = async (count) => {
      const here = await workload(env, assert, 5);
      const store = here.memoryStore();
      let [characters, sent] = [0, 0];
      const counting = {
        name: store.name,
        get: store.get,
        update: (key, change) => store.update(key, (old) => {
          const text = change(old);
          characters += text?.length ?? 0;
          return text;
        }),
      };
      const client = here.clientWith({ fetch: (...args) => { if ((sent += 1) === 5) job.pause(); return fetch(...args); } });
      const job = await client.job(planOf(here.me, idsFrom(count)), { store: counting, pace: "burst" });
      const begun = characters;
      assert.strictEqual((await job.run()).muted, 5);
      return characters - begun;
    };
    const [few, many] = [await written(1_000), await written(100_000)];
    assert.ok(many < few + 100, `${few} characters for 1,000, ${many} for 100,000`);
  });

  QUnit.test("resumeJob gives undefined where there is none, and tells keys apart", async (assert) => {
    const { client, plan, memoryStore, requests } = await workload(env, assert, 1);
    const store = memoryStore();
    assert.strictEqual(await client.resumeJob({ store }), undefined);
    await client.job(plan, { store, key: "mine" });
    assert.strictEqual(await client.resumeJob({ store }), undefined);
    assert.strictEqual((await client.resumeJob({ store, key: "mine" })).report().total, 1);
    assert.deepEqual(await requests(), []);
  });

  QUnit.test("resumeJob refuses the job of another account", async (assert) => {
    const { client, clientWith, plan, memoryStore, me, other } = await workload(env, assert, 1);
    const store = memoryStore();
    await client.job(plan, { store });
    const error = await rejection(clientWith({ userId: other }).resumeJob({ store }));
    assert.strictEqual(error.code, "invalid_argument");
    assert.ok(error.message.includes(me) && error.message.includes(other), error.message);
    const theirs = await rejection(clientWith({ userId: other }).job(planOf(other, ["1"]), { store }));
    assert.strictEqual(theirs.code, "storage", "nor does it make room for one of its own");
  });

  /** What happens to what is kept: the keys that it happens to, and how. */
  const DAMAGE = {
    "another version": ["job", (text) => text.replace("x-mutes-job 1", "x-mutes-job 2")],
    "a state that is cut off": ["job", (text) => text.slice(0, 30)],
    "a state that is something else": ["job", () => "hello"],
    "a state whose outcomes are none": ["job", (text) => `${text}zzz`],
    "a state that speaks of fewer entries": ["job", (text) => text.replace(" 2500 ", " 2400 ")],
    "a state that speaks of too many parts": ["job", (text) => text.replace(" 3 0 ", " 99999999999999 0 ")],
    "a part that is missing": ["job:1", () => undefined],
    "a part with a line that is none": ["job:1", (text) => text.replace(/\nmute \d+\n/, "\nmuet\n")],
    "a part that is cut off": ["job:2", (text) => text.slice(0, 5_000)],
  };
  for (const [what, [key, change]] of Object.entries(DAMAGE)) {
    QUnit.test(`${what} is refused with storage, and whoever can be read is in cause.salvaged`, async (assert) => {
      const { client, me, memoryStore, XError } = await workload(env, assert, 0);
      const store = memoryStore();
      const ids = idsFrom(2_500);
      const [mute, unmute] = [ids.slice(0, 1_500), ids.slice(1_500)];
      await client.job(planOf(me, mute, unmute), { store });
      await store.update(key, change);
      const error = await rejection(client.resumeJob({ store }));
      assert.ok(error instanceof XError && error.code === "storage", String(error));
      const { salvaged } = error.cause;
      const readable = [];
      for (const name of ["job:0", "job:1", "job:2"]) readable.push(...(await store.get(name) ?? "").matchAll(/^(mute|unmute) (\d{19})\n/gm));
      const wanted = (action) => readable.filter(([, name]) => name === action).map(([, , id]) => id);
      assert.deepEqual([new Set(salvaged.mute.ids), new Set(salvaged.unmute.ids)], [new Set(wanted("mute")), new Set(wanted("unmute"))]);
      assert.ok(salvaged.mute.ids.length + salvaged.unmute.ids.length >= 1_500);
      const anew = await client.job(planOf(me, salvaged.mute.ids, salvaged.unmute.ids), { store });
      assert.strictEqual(anew.report().total, readable.length, "and it gives way to a new job");
    });
  }

  QUnit.test("what became of 2,200 entries is the same for whoever resumes it, errors and all, at each stage", async (assert) => {
    const fails = (id) => id.endsWith("7");
    let [job, asked] = [undefined, 0];
    const fetch = async (_, { body }) => {
      asked += 1;
      if ([500, 1_000, 1_500].includes(asked)) job.pause();
      return answer(JSON.parse(body).target_user_id);
    };
    const answer = (id) => (fails(id)
      ? new Response('{"title":"Invalid Request","detail":"one\\ntwo\\n\\nthree","type":"https://api.x.com/2/problems/invalid-request","status":400}', { status: 400 })
      : new Response('{"data":{"muting":true}}'));
    const { client, clientWith, plan, ids, memoryStore, XError } = await workload(env, assert, 2_200, { options: { fetch } });
    const store = memoryStore();
    job = await client.job(plan, { store, pace: "burst" });
    for (const count of [500, 1_000, 1_500, 2_200]) {
      const report = await job.run();
      assert.strictEqual(report.muted + report.failed, count);
      const resumed = await clientWith().resumeJob({ store });
      assert.ok(JSON.stringify(resumed.report()) === JSON.stringify(report));
      assert.deepEqual([resumed.csv() === job.csv(), resumed.undo().unmute.length], [true, report.muted]);
    }
    const { state, muted, failed, entries } = job.report();
    assert.deepEqual([state, muted, failed], ["done", 1_980, 220]);
    assert.strictEqual(entries.findIndex(({ id, outcome }, at) => id !== ids[at] || outcome !== (fails(id) ? "failed" : "done")), -1);
    const { error } = entries[2_197];
    assert.ok(error instanceof XError && error.code === "bad_request" && error.detail === "one\ntwo\n\nthree", String(error));
  });

  for (const way of ["resumeJob", "job"]) {
    QUnit.test(`${way} with another pace or another maxPerDay than before goes on by these`, async (assert) => {
      const { client, plan, clock, memoryStore } = await workload(env, assert, 40);
      const store = memoryStore();
      const job = await client.job(plan, { store, pace: "even" });
      await runUntil({ clock, job }, 10);
      const options = { store, pace: "burst", maxPerDay: 25 };
      const resumed = await (way === "job" ? client.job(plan, options) : client.resumeJob(options));
      await resumed.runUntilLimited();
      assert.strictEqual(resumed.report().muted, 25);
    });
  }

  // --- which job is kept -------------------------------------------------------------------------------------------------

  QUnit.test("a job that is not done is not overwritten by that of another plan; the same plan goes on with it", async (assert) => {
    const { client, plan, clock, memoryStore, me, ids, sent, XError } = await workload(env, assert, 10);
    const store = memoryStore();
    const job = await client.job(plan, { store });
    await runUntil({ clock, job }, 4);
    for (const another of [planOf(me, ids.slice(1)), planOf(me, ids.toReversed?.() ?? [...ids].reverse()), planOf(me, [], ids)]) {
      const error = await rejection(client.job(another, { store }));
      assert.ok(error instanceof XError && error.code === "storage" && error.message.includes('"job"'), String(error));
    }
    assert.strictEqual((await client.job(planOf(me, ["1"]), { store, key: "another" })).report().total, 1);
    const same = await client.job(structuredClone(plan), { store });
    assert.strictEqual(same.report().muted, 4);
    assert.strictEqual((await same.run()).state, "done");
    assert.deepEqual((await sent()).map(({ id }) => id), ids);
  });

  QUnit.test("a job that is done makes room, a long one for a short one, too", async (assert) => {
    const fetch = async () => new Response('{"data":{"muting":true}}');
    const { client, memoryStore, me, ids } = await workload(env, assert, 1_200, { options: { fetch } });
    const { keys, store } = spied(memoryStore());
    const first = await client.job(planOf(me, ids), { store, pace: "burst" });
    assert.strictEqual((await first.run()).state, "done");
    const second = await client.job(planOf(me, ids.slice(0, 3)), { store });
    assert.deepEqual([second.report().total, second.report().state], [3, "paused"]);
    const resumed = await client.resumeJob({ store });
    assert.strictEqual(resumed.report().total, 3);
    assert.strictEqual((await resumed.run()).state, "done");
    await resumed.discard();
    assert.deepEqual((await Promise.all([...keys].map((key) => store.get(key)))).filter(Boolean), [], "nothing of either is left");
  });

  // --- checkpoints ---------------------------------------------------------------------------------------------------------

  QUnit.test("a checkpoint is plain JSON without secrets, and a client goes on from it, with or without a store", async (assert) => {
    const { client, clientWith, plan, clock, ids, me, token, sent, memoryStore } = await workload(env, assert, 12);
    let job = await client.job(plan);
    const ways = [(checkpoint) => JSON.parse(JSON.stringify(checkpoint)), structuredClone];
    for (const [at, way] of ways.entries()) {
      await runUntil({ clock, job }, 4 * (at + 1));
      const checkpoint = job.checkpoint();
      assert.deepEqual([checkpoint.version, checkpoint.userId], [1, me]);
      assert.deepEqual(way(checkpoint), checkpoint);
      assert.notOk(JSON.stringify(checkpoint).includes(token));
      job = await clientWith().job(way(checkpoint), at === 1 ? { store: memoryStore() } : undefined);
      assert.strictEqual(job.report().muted, 4 * (at + 1));
    }
    assert.strictEqual((await job.run()).state, "done");
    assert.deepEqual((await sent()).map(({ id }) => id), ids);
  });

  QUnit.test("a checkpoint of another account is refused", async (assert) => {
    const { client, clientWith, plan, other } = await workload(env, assert, 1);
    const checkpoint = (await client.job(plan)).checkpoint();
    assert.strictEqual((await rejection(clientWith({ userId: other }).job(checkpoint))).code, "invalid_argument");
  });

  const BAD_CHECKPOINTS = {
    "a state that is something else": () => ({ state: "hello" }), "a part too few": () => ({ parts: [] }),
    "a part that is none": () => ({ parts: ["hello"] }), "a part that is no text": () => ({ parts: [undefined] }),
    "a failure without its error": ({ state }) => ({ state: `${state}f\n` }),
    "a failure whose error is cut off": ({ state }) => ({ state: `${state}f\n{"code":"forb` }),
  };
  for (const [what, wrong] of Object.entries(BAD_CHECKPOINTS)) {
    QUnit.test(`a checkpoint with ${what} is refused, and what is kept stays as it was`, async (assert) => {
      const { client, plan, memoryStore, me } = await workload(env, assert, 3);
      const store = memoryStore();
      const kept = await client.job(planOf(me, ["1"]), { store });
      assert.strictEqual((await kept.run()).state, "done");
      const before = await store.get("job");
      const checkpoint = (await client.job(plan)).checkpoint();
      const error = await rejection(client.job({ ...checkpoint, ...wrong(checkpoint) }, { store }));
      assert.strictEqual(error.code, "invalid_argument", String(error));
      assert.strictEqual(await store.get("job"), before);
      assert.strictEqual(kept.report().total, 1);
    });
  }

  // --- stores that never answer ----------------------------------------------------------------------------------------------

  for (const method of ["get", "update"]) {
    QUnit.test(`a store whose ${method} never answers is storage, not a promise that is never settled`, async (assert) => {
      const { client, plan, memoryStore, requests } = await workload(env, assert, 2);
      const memory = memoryStore();
      const broken = { name: memory.name, get: memory.get, update: memory.update, [method]: () => new Promise(() => {}) };
      const late = (attempt) => withShortTimers(50, () => rejection(attempt()));
      assert.strictEqual((await late(() => client.job(plan, { store: broken }))).code, "storage");
      if (method === "get") assert.strictEqual((await late(() => client.resumeJob({ store: broken }))).code, "storage");
      const job = await client.job(plan, { store: memory });
      memory[method] = broken[method];
      const report = await withShortTimers(50, () => job.run());
      assert.strictEqual(report.stoppedBy?.code, "storage");
      if (method === "update") assert.strictEqual((await late(() => job.discard())).code, "storage");
      assert.deepEqual(await requests(), []);
    });
  }
}
