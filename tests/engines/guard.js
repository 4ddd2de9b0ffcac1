// What happens when Rust is cut off in the middle. The traps are in a test build only.
import { watchInstances } from "../support/instances.js";
import { modules, ways } from "./modules.js";
import { rejection, turn, unhandled } from "./support.js";

/** The ways to cut Rust off that each module of the test build has. */
const FAULTS = ["trap_at_once", "trap_before_await", "trap_after_await", "throw_before_await", "throw_after_await", "overflow_stack"];

/** How many calls are in flight when an instance dies. */
const IN_FLIGHT = 50;

/** Collects garbage, and lets finalizers run, where the engine gives `gc`. */
async function collectGarbage({ engine }) {
  if (engine !== "node") return;
  const [{ setFlagsFromString }, { runInNewContext }] = await Promise.all([import("node:v8"), import("node:vm")]);
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc");
  for (let times = 0; times < 3; times += 1) {
    gc();
    await turn();
  }
}

/** Loads a module; gives the names of what is entered of its instance once that has died. */
async function watched(load) {
  const afterDeath = [];
  let isDead = false;
  const watching = ([name, enter]) => [name, typeof enter !== "function" ? enter : (...args) => {
    if (isDead) afterDeath.push(name);
    try {
      return enter(...args);
    } catch (thrown) {
      isDead = true;
      throw thrown;
    }
  }];
  const stop = watchInstances(({ exports }) => ({ exports: Object.fromEntries(Object.entries(exports).map(watching)) }));
  try {
    await load();
  } finally {
    stop();
  }
  return afterDeath;
}

export default function guard(QUnit, env) {
  const MODULES = modules(env);

  /** A fresh package with traps, and how to enter this module of it. */
  async function load(name = "client") {
    const folder = await env.copyPkgWithTraps();
    const { entry, mute } = MODULES[name];
    const api = await import(folder + entry);
    const { [name]: run, [`${name}Module`]: module } = await ways(folder);
    const afterDeath = await watched(() => module.load());
    const { readClientOptions } = await import(`${folder}lib/client/client-options.js`);
    /** Enters Rust by this function; if that waits, it is for what `test` resumes it with. */
    const enter = (name, test) => run(() => ({
      options: readClientOptions(undefined, undefined, { ask: () => test.resumed }), name, args: test === undefined ? [] : [test],
    }));
    /** What a call with an await is given: it goes on with `value`, or fails, when it is told to. */
    const test = (value) => {
      const waiting = {};
      waiting.resumed = new Promise((resolve, reject) => {
        waiting.resume = () => resolve(value);
        waiting.fail = () => reject(new TypeError("failed on purpose"));
      });
      // Where nobody waits for it, its failure is nobody's.
      waiting.resumed.catch(() => {});
      return Object.assign(waiting, {
        raise: () => {
          throw new TypeError("raised on purpose");
        },
      });
    };
    /** In workerd a call looks for itself, when what it waits for is over; elsewhere all are told at once. */
    const ends = (...waiting) => { if (env.engine === "workerd") for (const one of waiting) one.resume(); };
    const works = () => mute(api, { fetch: async () => new Response('{"data":{"muting":true}}') });
    const answer = async (test) => new Response(JSON.stringify({ data: { muting: true }, title: JSON.parse(await test.resumed) }));
    /** A call that waits for what `test` resumes it with, and gives that: the small module waits for X's answers alone. */
    const wait = async (test) => {
      if (name === "client") return enter("wait_and_succeed", test);
      const { title } = await mute(api, { fetch: () => answer(test), maxRetries: 0 });
      return title;
    };
    /** So many calls that wait, each for a value of its own: what resumes them, and their promises. */
    const waitForMany = (what) => {
      const tests = Array.from({ length: IN_FLIGHT }, (_, at) => test(JSON.stringify(`${what} ${at}`)));
      return { tests, calls: tests.map(wait) };
    };
    return { enter, test, ends, works, wait, waitForMany, afterDeath, ...api };
  }

  // First: in a page with many memories, WebKit copies one that grows, which takes minutes.
  for (const fault of ["exhaust_memory", "overflow_stack"]) for (const name of Object.keys(MODULES)) {
    QUnit.test(`${fault} in the ${name} module rejects, and the next call works`, async (assert) => {
      const { enter, works } = await load(name);
      assert.strictEqual((await rejection(enter(fault))).code, "internal");
      assert.deepEqual(await works(), { data: { muting: true } });
    });
  }

  const faults = Object.keys(MODULES).flatMap((name) => FAULTS.map((fault) => [name, fault]));
  for (const [name, fault] of faults) {
    QUnit.test(`${fault} in the ${name} module rejects what is in flight, and the next instance is not touched by it`, async (assert) => {
      const { enter, test, ends, works, waitForMany, afterDeath } = await load(name);
      const stop = unhandled(env);
      const old = waitForMany("old");
      const rejections = old.calls.map(rejection);
      const faulty = test("1");
      const failed = rejection(enter(fault, faulty));
      faulty.resume();
      const error = await failed;
      ends(...old.tests);
      const errors = [error, ...await Promise.all(rejections)];
      assert.deepEqual([...new Set(errors.map(({ name, code }) => `${name} ${code}`))], ["XError internal"]);
      assert.strictEqual(errors.length, IN_FLIGHT + 1);
      const causes = { throw: [TypeError], trap: [WebAssembly.RuntimeError], overflow: [WebAssembly.RuntimeError, RangeError, globalThis.InternalError] };
      const { cause } = error;
      assert.ok(causes[fault.split("_")[0]].some((type) => type !== undefined && cause instanceof type), String(cause));
      assert.deepEqual(await works(), { data: { muting: true } });

      const settled = [];
      const fresh = waitForMany("fresh");
      fresh.calls.forEach((call, at) => call.then(() => settled.push(at), () => settled.push(at)));
      await turn();
      // What the dead instance waited for comes to something only now, but in workerd.
      old.tests.forEach((one, at) => (at % 2 === 0 ? one.resume() : one.fail()));
      await Promise.allSettled(old.tests.map(({ resumed }) => resumed));
      await collectGarbage(env);
      for (let turns = 0; turns < 3; turns += 1) await turn();
      assert.deepEqual(settled, [], "no call of the next instance is settled before its time");
      for (const one of [...fresh.tests].reverse()) one.resume();
      assert.deepEqual(await Promise.all(fresh.calls), fresh.tests.map((_, at) => `fresh ${at}`));
      assert.deepEqual(afterDeath, [], "the dead instance is not entered again");
      assert.deepEqual(await stop(), []);
      assert.deepEqual(await works(), { data: { muting: true } });
    });
  }

  for (const name of Object.keys(MODULES)) {
    QUnit.test(`of two calls in one tick, one of which traps in the ${name} module, none stays pending`, async (assert) => {
      const stop = unhandled(env);
      for (const fault of ["trap_at_once", "trap_before_await"]) for (const isFirst of [true, false]) {
        const { enter, test, ends, works, wait } = await load(name);
        await works();
        const other = test('"other"');
        const calls = {};
        if (isFirst) calls.faulty = enter(fault);
        calls.other = wait(other);
        if (!isFirst) calls.faulty = enter(fault);
        const outcome = isFirst && fault === "trap_at_once" ? calls.other : rejection(calls.other);
        assert.strictEqual((await rejection(calls.faulty)).code, "internal");
        ends(other);
        // The dead instance is known at once, so a call after that has the next one.
        if (isFirst && fault === "trap_at_once") {
          other.resume();
          assert.strictEqual(await outcome, "other");
        } else {
          assert.strictEqual((await outcome).code, "internal");
        }
        assert.deepEqual(await works(), { data: { muting: true } });
      }
      assert.deepEqual(await stop(), []);
    });
  }

  QUnit.test("a job under way rejects, and goes on where it was", async (assert) => {
    const { enter, Client } = await load();
    const sent = [];
    const fetch = async (url, { method, signal }) => {
      sent.push(method);
      // X has muted, and its answer does not come.
      if (sent.length === 1) return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      return new Response(method === "GET" ? '{"data":[{"id":"2","connection_status":["muting"]}]}' : '{"data":{"muting":true}}');
    };
    const client = new Client({ auth: "token", userId: "1", fetch, ...env.engine === "workerd" && { timeoutMs: 500 } });
    const job = await client.job({ version: 1, userId: "1", mute: [{ id: "2" }, { id: "3" }], unmute: [] }, { pace: "burst" });
    const failed = rejection(job.run());
    while (sent.length === 0) await turn();
    await rejection(enter("trap_before_await"));
    assert.strictEqual((await failed).code, "internal");
    assert.strictEqual((await job.run()).muted, 2);
    assert.deepEqual(sent, ["POST", "GET", "POST"]);
  });

  QUnit.test("what a dead instance is resumed with reaches no one, and harms nobody", async (assert) => {
    const { enter, test, ends, works } = await load();
    const [stale, fresh] = [test('"stale"'), test('"fresh"')];
    const failed = rejection(enter("wait_and_succeed", stale));
    await rejection(enter("trap_before_await"));
    ends(stale);
    assert.strictEqual((await failed).code, "internal");
    await works();
    const succeeded = enter("wait_and_succeed", fresh);
    stale.resume();
    await stale.resumed;
    fresh.resume();
    assert.strictEqual(await succeeded, "fresh");
  });

  QUnit.test("a call that waits is not touched by another that succeeds", async (assert) => {
    const { enter, test } = await load();
    const [first, second] = [test('"first"'), test('"second"')];
    const both = [enter("wait_and_succeed", first), enter("wait_and_succeed", second)];
    second.resume();
    assert.strictEqual(await both[1], "second");
    first.resume();
    assert.strictEqual(await both[0], "first");
  });

  QUnit.test("the death of one module's instance ends no call of the other's", async (assert) => {
    const folder = await env.copyPkgWithTraps();
    const enter = await ways(folder);
    const { readOptions } = await import(`${folder}lib/options.js`);
    for (const [dying, living] of [["small", "client"], ["client", "small"]]) {
      let answer;
      const { entry, mute } = MODULES[living];
      const call = mute(await import(folder + entry), { fetch: () => new Promise((resolve) => { answer = resolve; }) });
      while (answer === undefined) await turn();
      assert.strictEqual((await rejection(enter[dying](() => ({ options: readOptions(), name: "trap_before_await" })))).code, "internal");
      answer(new Response('{"data":{"muting":true}}'));
      assert.deepEqual(await call, { data: { muting: true } });
    }
  });

  // WebKit takes minutes to fill its stack; overflow_stack below is run there as well.
  const whoseStackIsFilled = env.engine === "webkit" ? [] : Object.entries(MODULES);
  for (const [name, { entry, mute }] of whoseStackIsFilled) QUnit.test(`a stack that the caller has filled costs the ${name} module's calls in flight, and no later one`, async (assert) => {
    const { works } = await load(name);
    const stop = unhandled(env);
    const folder = await env.copyPkg();
    const api = await import(folder + entry);
    await api.default();
    const fetch = async () => new Response('{"data":{"muting":true}}');
    // Calls where the stack is as good as full, then with a little more room, and so on.
    const calls = new Array(200).fill(undefined);
    let tries = 0;
    const fill = () => {
      try {
        fill();
      } finally {
        if (tries < 200) calls[tries++] = mute(api, { fetch });
      }
    };
    assert.throws(fill);
    const settled = Promise.allSettled(calls.filter((call) => call !== undefined));
    assert.deepEqual(await mute(api, { fetch }), { data: { muting: true } });
    const outcomes = await settled;
    const codes = new Set(outcomes.map(({ value, reason }) => (value || reason.name !== "XError" ? "fine" : reason.code)));
    assert.ok([...codes].every((code) => ["fine", "internal"].includes(code)), [...codes].join());
    assert.deepEqual(await stop(), []);
    assert.deepEqual(await works(), { data: { muting: true } });
  });
}
