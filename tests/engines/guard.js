// What happens when Rust is cut off in the middle. The traps are in a test build only.
import { rejection, turn, unhandled } from "./support.js";

export default function guard(QUnit, env) {
  /** A fresh package with traps, and how to enter it. */
  async function load() {
    const folder = await env.copyPkgWithTraps();
    const { default: init, mute, Client } = await import(folder + env.entry);
    // In workerd each call that finds no instance has a load of its own.
    if (env.engine === "workerd") await init();
    const { run } = await import(`${folder}lib/run.js`);
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
    const works = () => mute("token", "1", "2", { fetch: async () => new Response('{"data":{"muting":true}}') });
    return { enter, test, ends, works, Client };
  }

  const FAULTS = ["trap_before_await", "trap_after_await", "throw_before_await", "throw_after_await"];
  for (const fault of FAULTS) {
    QUnit.test(`${fault} rejects what is in flight, and the next call works`, async (assert) => {
      const { enter, test, ends, works } = await load();
      const stop = unhandled(env);
      const others = Array.from({ length: 50 }, () => test("1"));
      const inFlight = others.map((other) => rejection(enter("wait_and_succeed", other)));
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

  // WebKit takes minutes to fill its stack; overflow_stack below is run there as well.
  if (env.engine !== "webkit") QUnit.test("a stack that the caller has filled costs the calls in flight, and no later one", async (assert) => {
    const { works } = await load();
    const folder = await env.copyPkg();
    const { default: init, mute } = await import(folder + env.entry);
    await init();
    const fetch = async () => new Response('{"data":{"muting":true}}');
    // Calls where the stack is as good as full, then with a little more room, and so on.
    const calls = new Array(200).fill(undefined);
    let tries = 0;
    const fill = () => {
      try {
        fill();
      } finally {
        if (tries < 200) calls[tries++] = mute("token", "1", "2", { fetch });
      }
    };
    assert.throws(fill);
    const settled = Promise.allSettled(calls.filter((call) => call !== undefined));
    assert.deepEqual(await mute("token", "1", "2", { fetch }), { data: { muting: true } });
    const outcomes = await settled;
    const codes = new Set(outcomes.map(({ value, reason }) => (value || reason.name !== "XError" ? "fine" : reason.code)));
    assert.ok([...codes].every((code) => ["fine", "internal"].includes(code)), [...codes].join());
    assert.deepEqual(await works(), { data: { muting: true } });
  });

  for (const fault of ["overflow_stack", "exhaust_memory"]) {
    QUnit.test(`${fault} rejects, and the next call works`, async (assert) => {
      const { enter, works } = await load();
      assert.equal((await rejection(enter(fault))).code, "internal");
      assert.deepEqual(await works(), { data: { muting: true } });
    });
  }
}
