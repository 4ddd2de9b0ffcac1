// What messages say: which argument is wrong, what a store said, and what to do.
import { instant, rejection } from "./support.js";

export default function messages(QUnit, env) {
  const load = () => import(env.pkg + env.clientEntry);
  const PLAN = { version: 1, userId: "1", mute: [{ id: "2" }], unmute: [] };
  const SECRET = "c2VjcmV0LXRva2VuLXRoYXQtbm9ib2R5LW1heS1zZWU6MTcwMDAwMDAwMDowOjE6YXQ6MQ";

  QUnit.test("an empty string is called empty", async (assert) => {
    const { Client, completeSignIn, memoryStore } = await load();
    const client = new Client({ auth: "token", userId: "1" });
    const pending = { state: "", verifier: "v", clientId: "id", redirectUri: "https://app.example/back" };
    const calls = {
      key: client.job(PLAN, { key: "" }), nextToken: client.muted({ nextToken: "" }).next(),
      "pending.state": completeSignIn("https://app.example/back?code=c", pending, { store: memoryStore() }),
    };
    for (const [argument, call] of Object.entries(calls)) {
      assert.strictEqual((await rejection(call)).message, `${argument} must be a string that is not empty; it was empty`);
    }
  });

  QUnit.test("who gives no Store is told what one is", async (assert) => {
    const { Client } = await load();
    const { message } = await rejection(new Client({ auth: "token" }).resumeJob({ store: {} }));
    assert.strictEqual(message, "store must be a Store, with a name, get(key) and update(key, change), as memoryStore() gives; it was an object");
  });

  /** What a store throws, and what the message of the call ends with. */
  const FAILURES = {
    "an Error": [new Error("connect ECONNREFUSED 127.0.0.1:5432"), ": connect ECONNREFUSED 127.0.0.1:5432"],
    "an error with a name": [Object.assign(new Error("the disk is full"), { name: "QuotaExceededError" }), ": QuotaExceededError: the disk is full"],
    "a text": ["no such table", ": no such table"],
    "an error with what is stored": [new Error(`bad value '{"access_token":"${SECRET}"}' (in sessions)`), ": bad value […] (in sessions)"],
    "an error that is long": [new Error("no ".repeat(1000)), `: ${"no ".repeat(1000).slice(0, 200)}`],
    "an error that cuts a secret off": [new Error(`${"no ".repeat(66)}${SECRET}`), `: ${"no ".repeat(66)}[…`.slice(0, 202)],
    "nothing": [undefined, ""],
    "what cannot be asked": [new Proxy({}, { get: () => { throw new Error("mine"); }, has: () => { throw new Error("mine"); } }), ""],
  };
  for (const [what, [thrown, ending]] of Object.entries(FAILURES)) {
    QUnit.test(`a store that throws ${what} is repeated in the message, without secrets`, async (assert) => {
      const { Client, Session, XError } = await load();
      const store = { name: "mine", get: () => Promise.reject(thrown), update: () => Promise.reject(thrown) };
      const calls = {
        "the session could not be read": Session.restore({ clientId: "id", store }),
        "the job could not be locked, read or stored; nothing was sent without being noted before": new Client({ auth: "token", userId: "1" }).resumeJob({ store }),
      };
      for (const [fault, call] of Object.entries(calls)) {
        const error = await rejection(call);
        assert.ok(error instanceof XError && error.code === "storage", String(error));
        assert.strictEqual(error.message, `${fault}${ending}`);
        assert.strictEqual(error.cause, thrown);
      }
    });
  }

  QUnit.test("a limit of which X tells nothing is waited for by X's window, within maxRateLimitWaitMs", async (assert) => {
    const { Client } = await load();
    let now = 1_700_000_000_000;
    const waits = [];
    const clock = { now: () => now, async wait(ms) { waits.push(ms); now += ms; } };
    const limited = () => {
      let calls = 0;
      return async () => (calls++ === 0 ? new Response("Rate limit exceeded", { status: 429 }) : new Response('{"data":{"muting":true}}'));
    };
    const mute = (maxRateLimitWaitMs) => new Client({ auth: "token", userId: "1", clock, fetch: limited() }).mute("2", { maxRateLimitWaitMs });
    const error = await rejection(mute(899_999));
    assert.deepEqual([error.code, error.retryAt, waits], ["rate_limited", undefined, []]);
    assert.deepEqual(await mute(900_000), { data: { muting: true } });
    assert.deepEqual(waits, [900_000]);
  });

  QUnit.test("what is waited for in many ways, by one signal, has one listener", async (assert) => {
    const { Client } = await load();
    const { signal } = new AbortController();
    const log = [];
    const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)];
    signal.addEventListener = (...args) => { log.push("add"); add(...args); };
    signal.removeEventListener = (...args) => { log.push("remove"); remove(...args); };
    const answers = [];
    const fetch = () => new Promise((resolve) => answers.push(resolve));
    const client = new Client({ auth: "token", fetch });
    const calls = [...Array(30)].flatMap(() => [client.userId({ signal }), client.mute("2", { signal }), client.me({ signal })]);
    while (answers.length < 31) await new Promise((resolve) => setTimeout(resolve));
    assert.deepEqual(log, ["add"]);
    for (const answer of answers.splice(0)) answer(new Response('{"data":{"id":"1","muting":true}}'));
    while (answers.length < 30) await new Promise((resolve) => setTimeout(resolve));
    for (const answer of answers) answer(new Response('{"data":{"muting":true}}'));
    await Promise.all(calls);
    assert.strictEqual(log.filter((what) => what === "add").length, log.filter((what) => what === "remove").length);
    assert.strictEqual((await rejection(client.mute("2", { signal: AbortSignal.abort("mine") }))), "mine");
    assert.deepEqual(await new Client({ auth: "token", userId: "1", fetch: instant() }).mute("2", { signal }), { data: { muting: true } });
  });
}
