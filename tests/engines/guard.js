// What happens when Rust is cut off in the middle. The traps are in a test build only.
import { modules, ways } from "./modules.js";
import { rejection, turn, unhandled } from "./support.js";

/** What a module of the test build can do of this: the small one asks for no token, and waits for X's answers alone. */
const FAULTS = {
  small: ["trap_before_await", "throw_before_await"],
  client: ["trap_before_await", "trap_after_await", "throw_before_await", "throw_after_await"],
};

export default function guard(QUnit, env) {
  const MODULES = modules(env);

  /** A fresh package with traps, and how to enter this module of it. */
  async function load(name = "client") {
    const folder = await env.copyPkgWithTraps();
    const { entry, mute } = MODULES[name];
    const api = await import(folder + entry);
    // In workerd each call that finds no instance has a load of its own.
    if (env.engine === "workerd") await api.default();
    const { [name]: run } = await ways(folder);
    const { readOptions } = await import(`${folder}lib/options.js`);
    /** Enters Rust by this function; where that waits, it is for what `test` resumes it with. */
    const enter = (name, test) => run(() => [{ ...readOptions(), ask: () => test.resumed }, name, test === undefined ? [] : [test]]);
    /** What a call with an await is given: it goes on with `value`, when it is told to. */
    const test = (value) => {
      const waiting = { resume: undefined };
      waiting.resumed = new Promise((resolve) => {
        waiting.resume = () => resolve(value);
      });
      return Object.assign(waiting, {
        raise: () => {
          throw new TypeError("raised on purpose");
        },
      });
    };
    /** In workerd a call looks for itself, when what it waits for is over; elsewhere all are told at once. */
    const ends = (...waiting) => { if (env.engine === "workerd") for (const one of waiting) one.resume(); };
    const works = () => mute(api, { fetch: async () => new Response('{"data":{"muting":true}}') });
    /** A call that waits for what `test` resumes it with. */
    const wait = (test) => (name === "small" ? mute(api, { fetch: () => test.resumed }) : enter("wait_and_succeed", test));
    return { enter, test, ends, works, wait, ...api };
  }

  const faults = Object.entries(FAULTS).flatMap(([name, ofIt]) => ofIt.map((fault) => [name, fault]));
  for (const [name, fault] of faults) {
    QUnit.test(`${fault} in the ${name} module rejects what is in flight, and the next call works`, async (assert) => {
      const { enter, test, ends, works, wait } = await load(name);
      const stop = unhandled(env);
      const others = Array.from({ length: 50 }, () => test("1"));
      const inFlight = others.map((other) => rejection(wait(other)));
      const faulty = test("1");
      const failed = rejection(enter(fault, faulty));
      faulty.resume();
      await faulty.resumed;
      ends(...others);
      const errors = await Promise.all([failed, ...inFlight]);
      assert.deepEqual([...new Set(errors.map(({ code }) => code))], ["internal"]);
      assert.equal(errors.length, 51);
      assert.ok(errors[0].cause instanceof (fault.startsWith("throw") ? TypeError : WebAssembly.RuntimeError));
      assert.deepEqual(await works(), { data: { muting: true } });
      for (const other of others) other.resume();
      assert.deepEqual(await stop(), []);
      assert.deepEqual(await works(), { data: { muting: true } });
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
    assert.equal((await failed).code, "internal");
    assert.equal((await job.run()).muted, 2);
    assert.deepEqual(sent, ["POST", "GET", "POST"]);
  });

  QUnit.test("what a dead instance is resumed with reaches no one, and harms nobody", async (assert) => {
    const { enter, test, ends, works } = await load();
    const [stale, fresh] = [test('"stale"'), test('"fresh"')];
    const failed = rejection(enter("wait_and_succeed", stale));
    await rejection(enter("trap_before_await"));
    ends(stale);
    assert.equal((await failed).code, "internal");
    await works();
    const succeeded = enter("wait_and_succeed", fresh);
    stale.resume();
    await stale.resumed;
    fresh.resume();
    assert.equal(await succeeded, "fresh");
  });

  QUnit.test("a call that waits is not touched by another that succeeds", async (assert) => {
    const { enter, test } = await load();
    const [first, second] = [test('"first"'), test('"second"')];
    const both = [enter("wait_and_succeed", first), enter("wait_and_succeed", second)];
    second.resume();
    assert.equal(await both[1], "second");
    first.resume();
    assert.equal(await both[0], "first");
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
      assert.equal((await rejection(enter[dying](() => [readOptions(), "trap_before_await"]))).code, "internal");
      answer(new Response('{"data":{"muting":true}}'));
      assert.deepEqual(await call, { data: { muting: true } });
    }
  });

  // WebKit takes minutes to fill its stack; overflow_stack below is run there as well.
  const whoseStackIsFilled = env.engine === "webkit" ? [] : Object.entries(MODULES);
  for (const [name, { entry, mute }] of whoseStackIsFilled) QUnit.test(`a stack that the caller has filled costs the ${name} module's calls in flight, and no later one`, async (assert) => {
    const { works } = await load(name);
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
    assert.deepEqual(await works(), { data: { muting: true } });
  });

  for (const name of Object.keys(MODULES)) for (const fault of ["overflow_stack", "exhaust_memory"]) {
    QUnit.test(`${fault} in the ${name} module rejects, and the next call works`, async (assert) => {
      const { enter, works } = await load(name);
      assert.equal((await rejection(enter(fault))).code, "internal");
      assert.deepEqual(await works(), { data: { muting: true } });
    });
  }
}
