// The client's own user ID: given, or asked of X once.
import { world } from "../support/world.js";
import { gated, instant, rejection, turn, unhandled } from "./support.js";

export default function userId(QUnit, env) {
  const load = () => import(env.pkg + env.clientEntry);

  /** A world, and a client there. */
  async function prepare(assert, options) {
    const api = await load();
    const here = await world(env.xServer, `${env.engine} ${assert.test.testId}`);
    const client = new api.Client({ auth: here.token, baseUrl: here.baseUrl, ...options });
    const sent = async () => (await here.requests()).map(({ method, path }) => `${method} ${path.split("?")[0]}`);
    const lookups = async () => (await sent()).filter((request) => request === "GET /2/users/me").length;
    return { ...api, ...here, client, sent, lookups };
  }

  for (const given of ["2244994945", 2244994945n]) {
    QUnit.test(`a ${typeof given} that is given is the ID, and X is not asked`, async (assert) => {
      const { client, other, sent } = await prepare(assert, { userId: given });
      assert.strictEqual(await client.userId(), "2244994945");
      await client.mute(other);
      assert.deepEqual(await sent(), ["POST /2/users/2244994945/muting"]);
    });
  }

  QUnit.test("X is asked once for 20 calls at a time, and for all that come later", async (assert) => {
    const { client, me, other, lookups, requests } = await prepare(assert);
    const calls = Array.from({ length: 20 }, (_, at) => [() => client.mute(other), () => client.unmute(other), () => client.userId(), () => client.muted().next()][at % 4]());
    const results = await Promise.all(calls);
    assert.deepEqual(results.filter((result) => typeof result === "string"), Array(5).fill(me));
    assert.strictEqual(await lookups(), 1);
    await client.mute(other);
    assert.strictEqual(await client.userId(), me);
    assert.strictEqual(await lookups(), 1);
    assert.strictEqual((await requests()).length, 1 + 15 + 1);
  });

  /** Calls that are refused whoever asks. */
  const REFUSED = {
    "a target with a leading zero": (client) => client.mute("05"),
    "a username as target": (client) => client.unmute("@jack"),
    "a target that is a number": (client) => client.mute(5),
    "a target of 20 digits": (client) => client.mute(12345678901234567890n),
    "an option that is none": (client) => client.mute("5", { timeoutMs: -1 }),
    "options that are none": (client) => client.mute("5", 5),
    "a baseUrl of plain http": (client) => client.mute("5", { baseUrl: "http://api.x.com" }),
    "a page of 0": (client) => client.muted({ pageSize: 0 }).next(),
    "a page of 1001": (client) => client.muted({ pageSize: 1001 }).next(),
    "fields that are text": (client) => client.muted({ userFields: "id" }).next(),
  };
  for (const [what, call] of Object.entries(REFUSED)) {
    QUnit.test(`${what} is refused without asking X for the ID`, async (assert) => {
      const { client, sent } = await prepare(assert);
      assert.strictEqual((await rejection(call(client))).code, "invalid_argument");
      assert.deepEqual(await sent(), []);
    });
  }

  for (const [which, at] of [["first", 0], ["last", 2]]) {
    QUnit.test(`an abort of the ${which} of three that wait does not disturb the others`, async (assert) => {
      const fetch = gated();
      const { client, other, lookups, requests, mutes } = await prepare(assert, { fetch });
      const controllers = Array.from({ length: 3 }, () => new AbortController());
      const calls = controllers.map(({ signal }) => client.mute(other, { signal }));
      const others = calls.filter((_, index) => index !== at);
      while (fetch.waiting === 0) await turn();
      controllers[at].abort("mine");
      assert.strictEqual(await rejection(calls[at]), "mine");
      fetch.open();
      assert.deepEqual(await Promise.all(others), [{ data: { muting: true } }, { data: { muting: true } }]);
      assert.deepEqual([await lookups(), (await requests()).length, await mutes()], [1, 3, [other]]);
    });
  }

  QUnit.test("a signal that has aborted before rejects, and X is not asked", async (assert) => {
    const fetch = instant();
    const { client } = await prepare(assert, { fetch });
    const signal = AbortSignal.abort("mine");
    const calls = [client.mute("5", { signal }), client.userId({ signal }), client.muted({ signal }).next()];
    assert.deepEqual(await Promise.all(calls.map(rejection)), ["mine", "mine", "mine"]);
    await turn();
    assert.strictEqual(fetch.calls.length, 0);
  });

  QUnit.test("a lookup that fails when nobody waits any more is nobody's unhandled rejection", async (assert) => {
    const fetch = instant("", { status: 401 });
    const { Client } = await load();
    const userId = (signal) => rejection(new Client({ auth: "token", fetch }).userId({ signal }));
    const stop = unhandled(env, "mine", "before");
    const controller = new AbortController();
    const waiting = userId(controller.signal);
    controller.abort("mine");
    assert.strictEqual(await waiting, "mine");
    assert.strictEqual(await userId(AbortSignal.abort("before")), "before");
    assert.deepEqual(await stop(), []);
  });

  QUnit.test("a lookup that fails is the failure of all that wait, and is tried again by the next", async (assert) => {
    const { client, XError, fault, me, other, lookups } = await prepare(assert, { maxRetries: 0 });
    await fault({ path_contains: "/users/me", respond: { status: 503, body: "upstream" } });
    const errors = await Promise.all([client.mute(other), client.userId(), client.muted().next()].map(rejection));
    assert.ok(errors.every((error) => error instanceof XError));
    assert.deepEqual(errors.map(({ code, endpoint }) => `${code} ${endpoint}`), Array(3).fill("server_error me"));
    assert.strictEqual(await lookups(), 1);
    assert.strictEqual(await client.userId(), me);
    assert.deepEqual(await client.mute(other), { data: { muting: true } });
    assert.strictEqual(await lookups(), 2);
  });

  QUnit.test("whoever has asked who they are need not ask again", async (assert) => {
    const { client, me, other, lookups } = await prepare(assert);
    assert.strictEqual((await client.me()).id, me);
    assert.strictEqual(await client.userId(), me);
    await client.mute(other);
    assert.strictEqual(await lookups(), 1);
  });

  QUnit.test("an answer without an ID is a bad_response, and is not kept", async (assert) => {
    const { client, fault, me } = await prepare(assert);
    for (const body of ["{}", '{"data":{}}', '{"data":{"id":5}}', '{"data":{"id":"x"}}', "null"]) {
      await fault({ path_contains: "/users/me", respond: { status: 200, body } });
      assert.strictEqual((await rejection(client.userId())).code, "bad_response", body);
    }
    assert.strictEqual(await client.userId(), me);
  });
}
