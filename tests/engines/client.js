// A client: what its constructor refuses, whose options count, and what its calls have in common.
import { world } from "../support/world.js";
import { instant, rejection, silent } from "./support.js";

export default function client(QUnit, env) {
  const load = () => import(env.pkg + env.clientEntry);
  const newWorld = (assert) => world(env.xServer, `${env.engine} ${assert.test.testId}`);

  const KEYS = { consumerKey: "key", consumerSecret: "secret", accessToken: "1-token", accessTokenSecret: "secret" };

  /** What is given besides a good token, the argument that is named, and what else the message says. */
  const REFUSED = [
    ["no options", undefined, "options", "undefined"],
    ["null as options", null, "options", "null"],
    ["text as options", "token", "options", "a string"],
    ["no auth", { auth: undefined }, "auth", "undefined"],
    ["null as auth", { auth: null }, "auth", "null"],
    ["a number as auth", { auth: 5 }, "auth", "a number"],
    ["an empty object as auth", { auth: {} }, "auth", "an object"],
    ["a proxy that is none", { auth: { proxy: false } }, "auth", "an object"],
    ["OAuth 1.0a without a secret", { auth: { ...KEYS, consumerSecret: undefined } }, "auth.consumerSecret", "undefined"],
    ["OAuth 1.0a with an empty token", { auth: { ...KEYS, accessToken: "" } }, "auth.accessToken", "empty"],
    ["a signed URL that is a number", { auth: { ...KEYS, signedBaseUrl: 5 } }, "auth.signedBaseUrl", ""],
    ["a signed URL that is none", { auth: { ...KEYS, signedBaseUrl: "api.x.com" } }, "auth.signedBaseUrl", "URL"],
    ["a number as userId", { userId: 5 }, "userId", "numbers round IDs"],
    ["a username as userId", { userId: "@jack" }, "userId", "`@jack` is none"],
    ["a userId with a leading zero", { userId: "05" }, "userId", "1 to 19 digits"],
    ["null as userId", { userId: null }, "userId", "null"],
    ["a clock that does not wait", { clock: { now() {} } }, "clock", "a Clock"],
    ["a relative baseUrl", { baseUrl: "/x" }, "baseUrl", "absolute URL"],
    ["a negative time limit", { timeoutMs: -1 }, "timeoutMs", "-1"],
    ["half a retry", { maxRetries: 0.5 }, "maxRetries", "0.5"],
    ["a wait as text", { maxRateLimitWaitMs: "5" }, "maxRateLimitWaitMs", "a string"],
    ["a fetch that is none", { fetch: {} }, "fetch", "a function"],
    ["an authorization header", { headers: { authorization: "abc" } }, "headers", "authorization"],
    ["an onResponse that is none", { onResponse: 5 }, "onResponse", "a function"],
  ];
  for (const [what, given, argument, says] of REFUSED) {
    QUnit.test(`the constructor throws at ${what}, and names it`, async (assert) => {
      const { Client, XError } = await load();
      const options = typeof given === "object" && given !== null ? { auth: "token", ...given } : given;
      const error = thrown(() => new Client(options));
      assert.ok(error instanceof XError, `it threw ${error}`);
      assert.strictEqual(error?.code, "invalid_argument");
      assert.ok(error?.message.startsWith(`${argument} `) && error.message.includes(says), error?.message);
    });
  }

  /** What takes Rust to judge, and so is refused by the first call: the argument, and what else the message says. */
  const REFUSED_LATER = [
    ["an empty token", { auth: "" }, "auth", "is empty"],
    ["a token with its scheme", { auth: "Bearer abc" }, "auth", "starts with `Bearer `"],
    ["a token with a line break", { auth: "abc\ndef" }, "auth", "line break"],
    ["OAuth 1.0a with a space in a key", { auth: { ...KEYS, consumerKey: "a b" } }, "auth.consumerKey", "space"],
    ["OAuth 1.0a with a line break in a secret", { auth: { ...KEYS, accessTokenSecret: "a\nb" } }, "auth.accessTokenSecret", "line break"],
    ["a baseUrl of plain http", { baseUrl: "http://api.x.com" }, "baseUrl", "plain http"],
    ["a baseUrl with a query", { baseUrl: "https://api.x.com/?a" }, "baseUrl", "has a query"],
  ];
  for (const [what, given, argument, says] of REFUSED_LATER) {
    QUnit.test(`${what} is refused by each call, and nothing is sent`, async (assert) => {
      const { Client, XError } = await load();
      const fetch = instant();
      const client = new Client({ auth: "token", userId: "1", fetch, ...given });
      const calls = [client.mute("2"), client.unmute("2"), client.me(), client.users({ ids: ["2"] }), client.muted().next()];
      for (const call of calls) {
        const error = await rejection(call);
        assert.ok(error instanceof XError, String(error));
        assert.strictEqual(error.code, "invalid_argument");
        assert.ok(error.message.startsWith(`${argument} `) && error.message.includes(says), error.message);
      }
      assert.strictEqual(fetch.calls.length, 0);
    });
  }

  QUnit.test("what a getter on the options throws is what the constructor throws", async (assert) => {
    const { Client } = await load();
    for (const name of ["auth", "userId", "baseUrl", "fetch", "headers", "clock"]) {
      const mine = new RangeError("mine");
      const options = Object.defineProperty({ auth: "token" }, name, { get() { throw mine; } });
      assert.strictEqual(thrown(() => new Client(options)), mine);
    }
  });

  function thrown(act) {
    try {
      act();
    } catch (error) {
      return error;
    }
    return undefined;
  }

  // --- options --------------------------------------------------------------------------------------------------

  const limited = () => {
    const reset = String(Math.ceil(Date.now() / 1000) + 60);
    const headers = { "x-rate-limit-limit": "50", "x-rate-limit-remaining": "0", "x-rate-limit-reset": reset };
    return instant("Rate limit exceeded", { status: 429, headers });
  };
  const clock = () => {
    const now = Date.now();
    return { now: () => now, wait: async () => {} };
  };

  /** The client's option, a call's, and how what the call did tells which one counted: the call's. */
  const OVERRIDDEN = {
    baseUrl: ["https://client.example", "https://call.example", ({ url }) => url.startsWith("https://call.example/2/")],
    headers: [{ mine: "client" }, { mine: "call" }, ({ headers }) => headers.get("mine") === "call"],
    maxRetries: [0, 3, (_, calls) => calls.length === 4, () => instant("", { status: 502 })],
    maxRateLimitWaitMs: [0, 90_000, (_, calls) => calls.length === 2, limited],
    clock: [{ now: Date.now, wait: () => { throw "the client's"; } }, clock(), (_, calls) => calls.length === 3, () => instant("", { status: 502 })],
  };
  for (const [name, [ofClient, ofCall, isOfCall, fetch = instant]] of Object.entries(OVERRIDDEN)) {
    QUnit.test(`${name} of a call is taken in place of the client's, for that call`, async (assert) => {
      const { Client } = await load();
      const fetching = fetch();
      const client = new Client({ auth: "token", userId: "1", clock: clock(), fetch: fetching, [name]: ofClient });
      const didAsCall = async (options) => {
        fetching.calls.length = 0;
        await client.mute("2", options).catch(() => {});
        return isOfCall(fetching.calls[0], fetching.calls);
      };
      assert.strictEqual(await didAsCall({ [name]: ofCall }), true);
      assert.strictEqual(await didAsCall({}), false, "the client's own is as it was");
      assert.strictEqual(await didAsCall({ [name]: undefined }), false, "undefined is as good as nothing");
    });
  }

  QUnit.test("a client's signal is not known, and refused", async (assert) => {
    const { Client } = await load();
    for (const signal of ["none", AbortSignal.abort()]) {
      assert.throws(() => new Client({ auth: "token", userId: "1", fetch: instant(), signal }),
        ({ code, message }) => code === "invalid_argument" && message.startsWith("signal is no option; there are auth, userId, "));
    }
  });

  QUnit.test("of a client's options that are wrong, auth is named first", async (assert) => {
    const { Client } = await load();
    assert.throws(() => new Client({ auth: 5, maxRetries: -1 }), ({ message }) => message.startsWith("auth "));
  });

  QUnit.test("fetch, onResponse, timeoutMs and signal of a call are taken in place of the client's", async (assert) => {
    const { Client } = await load();
    const heard = [];
    const hear = (whose) => () => heard.push(whose);
    const [ofClient, ofCall] = [instant(), instant()];
    const client = new Client({ auth: "token", userId: "1", fetch: ofClient, onResponse: hear("client"), timeoutMs: 0, maxRetries: 0 });
    await client.mute("2", { fetch: ofCall, onResponse: hear("call") });
    assert.deepEqual([ofClient.calls.length, ofCall.calls.length, heard], [0, 1, ["call"]]);
    assert.strictEqual((await rejection(client.mute("2", { fetch: silent(), timeoutMs: 20 }))).code, "timeout");
    assert.strictEqual(await rejection(client.mute("2", { signal: AbortSignal.abort("mine") })), "mine");
  });

  QUnit.test("what becomes of the options object later changes nothing", async (assert) => {
    const { Client } = await load();
    const fetch = instant();
    const options = { auth: "token", userId: "1", fetch, baseUrl: "https://a.example" };
    const client = new Client(options);
    Object.assign(options, { auth: "other", userId: "5", baseUrl: "https://b.example", fetch: undefined });
    await client.mute("2");
    assert.strictEqual(fetch.calls[0].url, "https://a.example/2/users/1/muting");
    assert.strictEqual(fetch.calls[0].headers.get("authorization"), "Bearer token");
  });

  // --- calls ----------------------------------------------------------------------------------------------------

  QUnit.test("mute, unmute and me do and give what X does", async (assert) => {
    const { Client } = await load();
    const { baseUrl, token, me, other, mutes } = await newWorld(assert);
    const client = new Client({ auth: token, baseUrl });
    assert.deepEqual(await client.mute(other), { data: { muting: true } });
    assert.deepEqual(await mutes(), [other]);
    assert.deepEqual(await client.unmute(BigInt(other)), { data: { muting: false } });
    assert.deepEqual(await mutes(), []);
    const { id, username } = await client.me();
    assert.deepEqual([id, username], [me, "you"]);
  });

  QUnit.test("rateLimits are those last seen of each endpoint, and none before", async (assert) => {
    const { Client } = await load();
    const { baseUrl, token, me, other, control } = await newWorld(assert);
    const client = new Client({ auth: token, userId: me, baseUrl });
    const ENDPOINTS = ["mute", "unmute", "muted", "me", "users", "token", "revoke"];
    const left = () => Object.fromEntries(ENDPOINTS.flatMap((name) => client.rateLimits(name).map(({ remaining }) => [name, remaining])));
    assert.deepEqual(left(), {});
    await client.mute(other);
    await client.mute(other);
    assert.deepEqual(left(), { mute: 48 });
    await Promise.all([client.unmute(other), client.muted().next(), client.me(), client.users({ ids: [other] })]);
    assert.deepEqual(left(), { mute: 48, unmute: 49, muted: 14, me: 74, users: 899 });
    const [{ scope, limit, resetAt }] = client.rateLimits("mute");
    assert.deepEqual([scope, limit, resetAt instanceof Date], ["user-15min", 50, true]);
    await control("POST", "limits", { endpoint: "mute", remaining: 0 });
    await rejection(client.mute(other));
    const after = { mute: 0, unmute: 49, muted: 14, me: 74, users: 899 };
    assert.deepEqual(left(), after);
    await control("POST", "limits", { endpoint: "mute", remaining: 9, send_headers: false });
    await client.mute(other);
    assert.deepEqual(left(), after, "where none are told, the last ones stay");
    client.rateLimits("mute").length = 0;
    assert.strictEqual(client.rateLimits("mute").length, 1, "what is given is the caller's own");
    assert.deepEqual(client.rateLimits("constructor"), []);
  });

  QUnit.test("onResponse of the client hears of every response, that of its user ID as well", async (assert) => {
    const { Client } = await load();
    const { baseUrl, token, other } = await newWorld(assert);
    const heard = [];
    const client = new Client({ auth: token, baseUrl, onResponse: ({ endpoint, status }) => heard.push(`${endpoint} ${status}`) });
    await client.mute(other);
    await rejection(client.mute("404"));
    assert.deepEqual(heard, ["me 200", "mute 200", "mute 404"]);
    assert.strictEqual(client.rateLimits("mute")[0].remaining, 48);
  });

  QUnit.test("calls overlap freely", async (assert) => {
    const { Client } = await load();
    const { baseUrl, token, control, mutes } = await newWorld(assert);
    const client = new Client({ auth: token, baseUrl });
    const ids = Array.from({ length: 20 }, (_, at) => String(7_000_000_000_000_000_000n + BigInt(at)));
    await control("POST", "accounts", ids.map((id) => ({ id, username: `n${id.slice(-4)}` })));
    const calls = ids.flatMap((id) => [client.mute(id), client.users({ ids: [id] }), rejection(client.unmute("404"))]);
    const [muted, looked, failed] = [0, 1, 2].map((which) => calls.filter((_, at) => at % 3 === which));
    assert.ok((await Promise.all(muted)).every(({ data }) => data.muting));
    assert.deepEqual((await Promise.all(looked)).map(({ users }) => users[0].id), ids);
    assert.ok((await Promise.all(failed)).every(({ code }) => code === "not_found"));
    assert.deepEqual((await mutes()).sort(), ids);
  });
}
