// Who asks: a function that gives tokens, and a proxy that has its own.
import { world } from "../support/world.js";
import { instant, rejection, turn } from "./support.js";
import { textsOf, withSecret } from "./texts.js";

export default function auth(QUnit, env) {
  const load = () => import(env.pkg + env.clientEntry);

  /** A world, and a client there that is given these tokens one after the other, the last one again and again. */
  async function prepare(assert, tokens, options) {
    const api = await load();
    const here = await world(env.xServer, `${env.engine} ${assert.test.testId}`);
    const asked = [];
    const give = (why) => {
      asked.push(why);
      return tokens[Math.min(asked.length, tokens.length) - 1];
    };
    const { baseUrl, clock, me } = here;
    const client = new api.Client({ auth: give, baseUrl, clock, userId: me, ...options });
    const headers = async (name) => (await here.requests()).map((request) => new Headers(request.headers).get(name));
    const rejectedTokens = () => asked.map((why) => ("rejectedToken" in why ? why.rejectedToken : "none"));
    return { ...api, ...here, asked, client, rejectedTokens, authorizations: () => headers("authorization") };
  }

  QUnit.test("a function is asked before each request, retries too", async (assert) => {
    const { client, token, other, fault, asked, rejectedTokens, authorizations } = await prepare(assert, ["first", "stand-in-token"]);
    await fault({ method: "POST", respond: { status: 503, body: "upstream" } });
    assert.deepEqual(await client.mute(other), { data: { muting: true } });
    await client.unmute(other);
    assert.deepEqual(rejectedTokens(), ["none", "none", "none"]);
    assert.deepEqual(await authorizations(), ["Bearer first", `Bearer ${token}`, `Bearer ${token}`]);
    assert.ok(asked.every(({ signal }) => signal instanceof AbortSignal));
  });

  QUnit.test("after a 401 it is asked once more, with the token that was rejected, and the request is repeated once", async (assert) => {
    const { client, token, other, rejectedTokens, authorizations, mutes } = await prepare(assert, ["expired", Promise.resolve("stand-in-token")], { maxRetries: 0 });
    assert.deepEqual(await client.mute(other), { data: { muting: true } });
    assert.deepEqual(rejectedTokens(), ["none", "expired"]);
    assert.deepEqual(await authorizations(), ["Bearer expired", `Bearer ${token}`]);
    assert.deepEqual(await mutes(), [other]);
  });

  QUnit.test("a second 401 is the answer, and the next call is asked for anew", async (assert) => {
    const { client, other, rejectedTokens, authorizations } = await prepare(assert, ["one", "two", "three", "stand-in-token"]);
    const error = await rejection(client.mute(other));
    assert.deepEqual([error.code, error.status, error.attempts], ["unauthorized", 401, 2]);
    assert.deepEqual(await client.mute(other), { data: { muting: true } });
    assert.deepEqual(rejectedTokens(), ["none", "one", "none", "three"]);
    assert.strictEqual((await authorizations()).length, 4);
  });

  QUnit.test("a 403 asks for no other token", async (assert) => {
    const tokens = [];
    const { client, control, other, asked } = await prepare(assert, tokens);
    tokens.push((await control("POST", "tokens", { scopes: ["mute.read"] })).access_token);
    assert.strictEqual((await rejection(client.mute(other))).code, "forbidden");
    assert.strictEqual(asked.length, 1);
  });

  for (const thrown of [new RangeError("mine"), "a string", undefined, null]) {
    for (const [how, give] of [["throws", () => { throw thrown; }], ["rejects with", () => Promise.reject(thrown)]]) {
      QUnit.test(`what it ${how} is what the call rejects with: ${thrown}`, async (assert) => {
        const { Client } = await load();
        const fetch = instant();
        const client = new Client({ auth: give, fetch });
        assert.strictEqual(await rejection(client.me()), thrown);
        assert.strictEqual(await rejection(client.mute("5", { maxRetries: 5 })), thrown);
        assert.strictEqual(await rejection(client.muted().next()), thrown);
        assert.strictEqual(fetch.calls.length, 0);
      });
    }
  }

  QUnit.test("a function that never answers is a timeout, its signal aborts, and nothing is sent", async (assert) => {
    const { Client, XError } = await load();
    const fetch = instant();
    let signal;
    const client = new Client({ auth: (why) => { signal = why.signal; return new Promise(() => {}); }, fetch, timeoutMs: 20 });
    const error = await rejection(client.me());
    assert.ok(error instanceof XError);
    assert.strictEqual(error.code, "timeout");
    assert.ok(error.message.includes("auth"), error.message);
    assert.ok(signal.aborted);
    assert.strictEqual(fetch.calls.length, 0);
  });

  const SECRET = "s3cret-that-nobody-may-see";
  const NO_TOKENS = {
    "a number": 5, "undefined": undefined, "null": null, "an object": { token: SECRET }, "an empty string": "",
    "a token with its scheme": `Bearer ${SECRET}`, "a token with a line break": `${SECRET}\r\nx-more: 1`, "a string object": new String(SECRET),
  };
  for (const [what, given] of Object.entries(NO_TOKENS)) {
    QUnit.test(`${what} in place of a token is an invalid_argument that names auth, and nothing is sent`, async (assert) => {
      const { Client, XError } = await load();
      const fetch = instant();
      const error = await rejection(new Client({ auth: async () => given, fetch }).me());
      assert.ok(error instanceof XError);
      assert.deepEqual([error.code, fetch.calls.length], ["invalid_argument", 0]);
      assert.deepEqual(withSecret(textsOf(error), SECRET), []);
      assert.ok(error.message.startsWith("auth "), error.message);
    });
  }

  QUnit.test("its signal aborts with the call, which does not wait for it", async (assert) => {
    const { Client } = await load();
    let given;
    const client = new Client({ auth: ({ signal }) => { given = signal; return new Promise(() => {}); }, fetch: instant() });
    const controller = new AbortController();
    const rejected = rejection(client.me({ signal: controller.signal }));
    while (given === undefined) await turn();
    assert.notOk(given.aborted);
    controller.abort("mine");
    assert.strictEqual(await rejected, "mine");
    await turn();
    assert.ok(given.aborted);
  });

  // --- a proxy that adds the token -----------------------------------------------------------------------------

  if (env.site === undefined) {
    QUnit.test("{ proxy: true } is refused where there is no page, and the message says why", async (assert) => {
      const { Client, XError } = await load();
      for (const baseUrl of [undefined, "https://api.x.com", env.xServer]) {
        let error;
        try {
          new Client({ auth: { proxy: true }, baseUrl });
        } catch (thrown) {
          error = thrown;
        }
        assert.ok(error instanceof XError && error.code === "invalid_argument", String(error));
        assert.ok(error.message.startsWith("auth "), error.message);
        assert.ok(/web page/.test(error.message), error.message);
      }
    });
    return;
  }

  QUnit.test("to a proxy on the page's own origin go its cookies and no token, and to others none", async (assert) => {
    const { Client } = await load();
    const { baseUrl, token, me, other, requests, fault } = await world(env.xServer, `${env.engine} ${assert.test.testId}`);
    await fault({ method: "POST", times: 0, respond: { status: 200, body: '{"data":{"muting":true}}' } });
    const proxied = baseUrl.replace(env.xServer, env.site);
    const cookie = `mine=${assert.test.testId}`;
    document.cookie = `${cookie}; path=/`;
    for (const [auth, where] of [[{ proxy: true }, proxied], [token, proxied], [token, baseUrl]]) {
      await new Client({ auth, userId: me, baseUrl: where }).mute(other);
    }
    const seen = (await requests()).map(({ headers }) => [new Headers(headers).get("authorization"), new Headers(headers).get("cookie")?.includes(cookie) ?? false]);
    assert.deepEqual(seen, [[null, true], [`Bearer ${token}`, false], [`Bearer ${token}`, false]]);
  });

  QUnit.test("the page's own origin is where { proxy: true } asks unless told", async (assert) => {
    const { Client } = await load();
    const fetch = instant('{"data":{"id":"5"}}');
    await new Client({ auth: { proxy: true }, fetch }).me();
    const [{ url, credentials, redirect, headers }] = fetch.calls;
    assert.deepEqual([url, credentials, redirect, headers.get("authorization")], [`${location.origin}/2/users/me`, "same-origin", "error", null]);
  });

  for (const elsewhere of [env.xServer, "https://api.x.com", location.origin.replace("127.0.0.1", "localhost"), "https://127.0.0.1"]) {
    QUnit.test(`{ proxy: true } is refused at ${elsewhere.replace(/\d+$/, "…")}, for the client and for a call`, async (assert) => {
      const { Client, XError } = await load();
      const fetch = instant();
      const isRefusal = (error) => error instanceof XError && error.code === "invalid_argument" && error.message.startsWith("baseUrl ");
      assert.throws(() => new Client({ auth: { proxy: true }, baseUrl: elsewhere }), isRefusal);
      const client = new Client({ auth: { proxy: true }, fetch });
      for (const call of [client.me({ baseUrl: elsewhere }), client.mute("5", { baseUrl: elsewhere }), client.userId({ baseUrl: new URL(elsewhere) })]) {
        assert.ok(isRefusal(await rejection(call)));
      }
      assert.strictEqual(fetch.calls.length, 0);
    });
  }
}
