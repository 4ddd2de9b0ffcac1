// mute and unmute, over real HTTP where there is something to see there.
import { world } from "../support/world.js";
import { instant, rejection, withPlatformFetch } from "./support.js";

export default function call(QUnit, env) {
  const load = () => import(env.pkg + env.entry);
  const newWorld = (assert) => world(env.xServer, `${env.engine} ${assert.test.testId}`);

  QUnit.test("mute and unmute change what X knows, and give X's JSON", async (assert) => {
    const { mute, unmute } = await load();
    const { baseUrl, token, me, other, mutes } = await newWorld(assert);
    assert.deepEqual(await mute(token, me, other, { baseUrl }), { data: { muting: true } });
    assert.deepEqual(await mutes(), [other]);
    assert.deepEqual(await unmute(token, me, BigInt(other), { baseUrl: new URL(baseUrl) }), { data: { muting: false } });
    assert.deepEqual(await mutes(), []);
  });

  QUnit.test("unmute of someone not muted succeeds", async (assert) => {
    const { unmute } = await load();
    const { baseUrl, token, me, other } = await newWorld(assert);
    assert.deepEqual(await unmute(token, me, other, { baseUrl }), { data: { muting: false } });
  });

  QUnit.test("the requests on the wire are X's", async (assert) => {
    const { mute, unmute } = await load();
    const { baseUrl, token, me, other, requests } = await newWorld(assert);
    await mute(token, me, other, { baseUrl, headers: { "x-mine": "1", "content-type": "text/plain" } });
    await unmute(token, me, other, { baseUrl });
    const [muted, unmuted] = (await requests()).map((request) => ({ ...request, headers: new Headers(request.headers) }));
    assert.deepEqual([muted.method, muted.path], ["POST", `/2/users/${me}/muting`]);
    assert.strictEqual(muted.body, `{"target_user_id":"${other}"}`);
    assert.strictEqual(muted.headers.get("authorization"), `Bearer ${token}`);
    assert.strictEqual(muted.headers.get("content-type"), "application/json");
    assert.strictEqual(muted.headers.get("x-mine"), "1");
    assert.deepEqual([unmuted.method, unmuted.path], ["DELETE", `/2/users/${me}/muting/${other}`]);
    assert.strictEqual(unmuted.body, "");
    assert.strictEqual(unmuted.headers.get("authorization"), `Bearer ${token}`);
    assert.strictEqual(unmuted.headers.get("content-type"), null);
    for (const { headers } of [muted, unmuted]) {
      assert.strictEqual(headers.get("cookie"), null);
      assert.strictEqual(headers.get("referer"), null);
    }
  });

  QUnit.test("a request follows no redirect, sends no cookie and is kept nowhere", async (assert) => {
    const { mute } = await load();
    const fetch = instant();
    await mute("token", "1", "2", { fetch });
    const { redirect, credentials, referrerPolicy, cache, method } = fetch.calls[0];
    // workerd keeps no cookies and no cache, sends no referrer, and knows no redirect "error".
    const wanted = env.engine === "workerd"
      ? { redirect: "manual", credentials: undefined, referrerPolicy: undefined, cache: undefined, method: "POST" }
      : { redirect: "error", credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", method: "POST" };
    assert.deepEqual({ redirect, credentials, referrerPolicy, cache, method }, wanted);
  });

  QUnit.test("X's reply comes through untouched", async (assert) => {
    const { mute } = await load();
    const reply = { data: { muting: true, since: "today" }, errors: [{ title: "Partial" }], more: [1, { a: null }] };
    assert.deepEqual(await mute("token", "1", "2", { fetch: instant(JSON.stringify(reply)) }), reply);
  });

  QUnit.test("fetch is looked up at the call", async (assert) => {
    const { mute } = await load();
    const fetch = instant();
    await withPlatformFetch(fetch, () => mute("token", "1", "2"));
    assert.strictEqual(fetch.calls.length, 1);
  });

  QUnit.test("a call may be made within another's fetch and onResponse", async (assert) => {
    const { mute } = await load();
    const within = [];
    const fetch = instant();
    const again = () => {
      within.push(mute("token", "1", "2", { fetch: instant('{"data":{"muting":true},"within":1}') }));
    };
    const reply = await mute("token", "1", "2", { fetch: (...args) => { again(); return fetch(...args); }, onResponse: again });
    assert.deepEqual(reply, { data: { muting: true } });
    assert.deepEqual((await Promise.all(within)).map((json) => json.within), [1, 1]);
  });

  QUnit.test("calls overlap freely", async (assert) => {
    const { mute } = await load();
    const { baseUrl, token, me, control, mutes } = await newWorld(assert);
    const ids = Array.from({ length: 40 }, (_, at) => String(7_000_000_000_000_000_000n + BigInt(at)));
    await control("POST", "accounts", ids.map((id) => ({ id, username: `n${id.slice(-4)}` })));
    const replies = await Promise.all(ids.map((id) => mute(token, me, id, { baseUrl })));
    assert.strictEqual(replies.filter(({ data }) => data.muting).length, 40);
    assert.deepEqual((await mutes()).sort(), ids);
  });

  // --- what X refuses -------------------------------------------------------------------------------------------

  QUnit.test("what X refuses is an XError with X's words", async (assert) => {
    const { mute, XError } = await load();
    const { baseUrl, me, other, token } = await newWorld(assert);
    const error = await rejection(mute(token, "5", other, { baseUrl }));
    assert.ok(error instanceof XError);
    assert.strictEqual(error.code, "bad_request");
    assert.strictEqual(error.status, 400);
    assert.strictEqual(error.endpoint, "mute");
    assert.strictEqual(error.type, "invalid-request");
    assert.strictEqual(error.attempts, 1);
    assert.ok(error.message.includes(`must be the same as the authenticating user [${me}]`), error.message);
    assert.ok(Array.isArray(error.errors));
    assert.ok(error.transactionId.length > 0);
  });

  const REFUSED = [
    ["a wrong token", "unauthorized", 401, () => ({ token: "wrong" })],
    ["an app-only token", "forbidden", 403, () => ({ token: "app-only-token" })],
    ["a token without the scope", "forbidden", 403, async ({ control }) => {
      const { access_token: token } = await control("POST", "tokens", { scopes: ["mute.read"] });
      return { token };
    }],
    ["someone who does not exist", "not_found", 404, () => ({ other: "404" })],
    ["someone who does not exist, with 200", "not_found", 200, async ({ control }) => {
      await control("POST", "missing_targets", { as: "200-with-errors" });
      return { other: "404" };
    }],
  ];
  for (const [what, code, status, arrange] of REFUSED) {
    QUnit.test(`${what}: ${code}`, async (assert) => {
      const { mute } = await load();
      const here = await newWorld(assert);
      const { baseUrl, token, me, other } = { ...here, ...await arrange(here) };
      const error = await rejection(mute(token, me, other, { baseUrl }));
      assert.deepEqual([error.code, error.status], [code, status]);
      assert.ok(error.title.length > 0);
      assert.notOk(error.message.includes(token));
    });
  }

  QUnit.test("the limit that was hit comes with the error", async (assert) => {
    const { mute } = await load();
    const { baseUrl, token, me, other, control } = await newWorld(assert);
    await control("POST", "limits", { endpoint: "mute", remaining: 1 });
    await mute(token, me, other, { baseUrl });
    const error = await rejection(mute(token, me, other, { baseUrl }));
    assert.strictEqual(error.code, "rate_limited");
    const { scope, limit, remaining, resetAt } = error.rateLimit;
    assert.deepEqual([scope, limit, remaining], ["user-15min", 50, 0]);
    assert.ok(resetAt instanceof Date && resetAt > Date.now());
    assert.strictEqual(error.retryAt.getTime(), resetAt.getTime());
  });

  // --- onResponse -----------------------------------------------------------------------------------------------

  QUnit.test("onResponse hears of the response and its limits", async (assert) => {
    const { mute } = await load();
    const { baseUrl, token, me, other } = await newWorld(assert);
    const heard = [];
    await mute(token, me, other, { baseUrl, onResponse: (info) => heard.push(info) });
    assert.strictEqual(heard.length, 1);
    const [{ endpoint, attempt, status, durationMs, rateLimits, transactionId }] = heard;
    assert.deepEqual([endpoint, attempt, status], ["mute", 1, 200]);
    assert.ok(durationMs >= 0 && transactionId.length > 0);
    assert.deepEqual(rateLimits.map(({ scope, limit, remaining }) => [scope, limit, remaining]), [["user-15min", 50, 49]]);
    assert.ok(rateLimits[0].resetAt instanceof Date);
  });

  QUnit.test("limits that cannot be read are unknown, and the call succeeds", async (assert) => {
    const { mute } = await load();
    const { baseUrl, token, me, other, control } = await newWorld(assert);
    await control("POST", "limits", { endpoint: "mute", send_headers: false });
    const heard = [];
    await mute(token, me, other, { baseUrl, onResponse: ({ rateLimits }) => heard.push(rateLimits) });
    assert.deepEqual(heard, [[]]);
  });

  QUnit.test("what onResponse throws is reported, and the call goes on", async (assert) => {
    const { mute } = await load();
    const reported = [];
    const original = globalThis.reportError;
    const originalLog = console.error;
    if (original) globalThis.reportError = (thrown) => reported.push(thrown);
    else console.error = (thrown) => reported.push(thrown);
    try {
      const onResponse = () => {
        throw "a string of the caller's";
      };
      assert.deepEqual(await mute("token", "1", "2", { fetch: instant(), onResponse }), { data: { muting: true } });
    } finally {
      if (original) globalThis.reportError = original;
      console.error = originalLog;
    }
    assert.deepEqual(reported, ["a string of the caller's"]);
  });
}
