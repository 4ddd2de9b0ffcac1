// mute and unmute, over real HTTP where there is something to see there.
import { world } from "../support/world.js";
import { instant, rejection, silent, turn } from "./support.js";

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
    assert.equal(muted.body, `{"target_user_id":"${other}"}`);
    assert.equal(muted.headers.get("authorization"), `Bearer ${token}`);
    assert.equal(muted.headers.get("content-type"), "application/json");
    assert.equal(muted.headers.get("x-mine"), "1");
    assert.deepEqual([unmuted.method, unmuted.path], ["DELETE", `/2/users/${me}/muting/${other}`]);
    assert.equal(unmuted.body, "");
    assert.equal(unmuted.headers.get("authorization"), `Bearer ${token}`);
    assert.equal(unmuted.headers.get("content-type"), null);
    for (const { headers } of [muted, unmuted]) {
      assert.equal(headers.get("cookie"), null);
      assert.equal(headers.get("referer"), null);
    }
  });

  QUnit.test("a request follows no redirect, sends no cookie and is kept nowhere", async (assert) => {
    const { mute } = await load();
    const fetch = instant();
    await mute("token", "1", "2", { fetch });
    const { redirect, credentials, referrerPolicy, cache, method } = fetch.calls[0];
    assert.deepEqual({ redirect, credentials, referrerPolicy, cache, method },
      { redirect: "error", credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", method: "POST" });
  });

  QUnit.test("X's reply comes through untouched", async (assert) => {
    const { mute } = await load();
    const reply = { data: { muting: true, since: "today" }, errors: [{ title: "Partial" }], more: [1, { a: null }] };
    assert.deepEqual(await mute("token", "1", "2", { fetch: instant(JSON.stringify(reply)) }), reply);
  });

  QUnit.test("fetch is looked up at the call", async (assert) => {
    const { mute } = await load();
    const original = globalThis.fetch;
    const fetch = instant();
    globalThis.fetch = fetch;
    try {
      await mute("token", "1", "2");
    } finally {
      globalThis.fetch = original;
    }
    assert.equal(fetch.calls.length, 1);
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
    assert.equal(replies.filter(({ data }) => data.muting).length, 40);
    assert.deepEqual((await mutes()).sort(), ids);
  });

  // --- what X refuses -------------------------------------------------------------------------------------------

  QUnit.test("what X refuses is an XError with X's words", async (assert) => {
    const { mute, XError } = await load();
    const { baseUrl, me, other, token } = await newWorld(assert);
    const error = await rejection(mute(token, "5", other, { baseUrl }));
    assert.ok(error instanceof XError);
    assert.equal(error.code, "bad_request");
    assert.equal(error.status, 400);
    assert.equal(error.endpoint, "mute");
    assert.equal(error.type, "invalid-request");
    assert.equal(error.attempts, 1);
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
    assert.equal(error.code, "rate_limited");
    const { scope, limit, remaining, resetAt } = error.rateLimit;
    assert.deepEqual([scope, limit, remaining], ["user-15min", 50, 0]);
    assert.ok(resetAt instanceof Date && resetAt > Date.now());
    assert.equal(error.retryAt.getTime(), resetAt.getTime());
  });

  // --- onResponse -----------------------------------------------------------------------------------------------

  QUnit.test("onResponse hears of the response and its limits", async (assert) => {
    const { mute } = await load();
    const { baseUrl, token, me, other } = await newWorld(assert);
    const heard = [];
    await mute(token, me, other, { baseUrl, onResponse: (info) => heard.push(info) });
    assert.equal(heard.length, 1);
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

  // --- signals and time limits ----------------------------------------------------------------------------------

  const REASON = "a reason that is a string";

  QUnit.test("a signal that has aborted before rejects with its reason, and nothing is sent", async (assert) => {
    const { mute } = await load();
    const fetch = instant();
    assert.equal(await rejection(mute("token", "1", "2", { fetch, signal: AbortSignal.abort(REASON) })), REASON);
    assert.equal(fetch.calls.length, 0);
  });

  QUnit.test("a signal that aborts while the module loads rejects with its reason, and nothing is sent", async (assert) => {
    const { mute } = await import(await env.copyPkg() + env.entry);
    const fetch = instant();
    const controller = new AbortController();
    const rejected = rejection(mute("token", "1", "2", { fetch, signal: controller.signal }));
    controller.abort(REASON);
    assert.equal(await rejected, REASON);
    await turn();
    assert.equal(fetch.calls.length, 0);
  });

  QUnit.test("a signal that aborts during the request rejects with its reason", async (assert) => {
    const { mute } = await load();
    const { baseUrl, token, me, other, fault } = await newWorld(assert);
    await fault({ hold: true, method: "POST" });
    const controller = new AbortController();
    const rejected = rejection(mute(token, me, other, { baseUrl, signal: controller.signal }));
    setTimeout(() => controller.abort(REASON), 50);
    assert.equal(await rejected, REASON);
  });

  QUnit.test("a signal that aborts after the call changes nothing", async (assert) => {
    const { mute } = await load();
    const controller = new AbortController();
    const reply = await mute("token", "1", "2", { fetch: instant(), signal: controller.signal });
    controller.abort(REASON);
    await turn();
    assert.deepEqual(reply, { data: { muting: true } });
  });

  for (const reason of [undefined, null, 0, new TypeError("mine")]) {
    QUnit.test(`an abort with ${reason} rejects with exactly that`, async (assert) => {
      const { mute } = await load();
      const controller = new AbortController();
      const rejected = rejection(mute("token", "1", "2", { fetch: silent(), signal: controller.signal }));
      await turn();
      controller.abort(reason);
      assert.strictEqual(await rejected, controller.signal.reason);
    });
  }

  QUnit.test("listeners on the signal are removed, however the call ends", async (assert) => {
    const { mute } = await load();
    for (const fetch of [instant(), instant("", { status: 404 }), () => { throw 1; }]) {
      const { signal } = new AbortController();
      let listeners = 0;
      const add = signal.addEventListener.bind(signal);
      const remove = signal.removeEventListener.bind(signal);
      signal.addEventListener = (...args) => { listeners += 1; add(...args); };
      signal.removeEventListener = (...args) => { listeners -= 1; remove(...args); };
      await mute("token", "1", "2", { fetch, signal, maxRetries: 0 }).catch(() => {});
      assert.equal(listeners, 0);
    }
  });

  QUnit.test("a reply that does not come within timeoutMs is a timeout", async (assert) => {
    const { mute } = await load();
    const { baseUrl, token, me, other, fault } = await newWorld(assert);
    await fault({ hold: true, method: "POST" });
    const error = await rejection(mute(token, me, other, { baseUrl, timeoutMs: 60, maxRetries: 0 }));
    assert.deepEqual([error.code, error.endpoint, error.attempts], ["timeout", "mute", 1]);
  });

  QUnit.test("a fetch that never settles and hears no signal is a timeout", async (assert) => {
    const { mute } = await load();
    const error = await rejection(mute("token", "1", "2", { fetch: () => new Promise(() => {}), timeoutMs: 20, maxRetries: 0 }));
    assert.equal(error.code, "timeout");
  });

  QUnit.test("a body that never ends is a timeout", async (assert) => {
    const { mute } = await load();
    const { baseUrl, token, me, other, fault } = await newWorld(assert);
    const bytes = "HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\ncontent-type: application/json\r\n\r\n{";
    await fault({ method: "POST", raw: { bytes, repeat: { bytes: " ", every_ms: 10, times: 0 } } });
    assert.equal((await rejection(mute(token, me, other, { baseUrl, timeoutMs: 300, maxRetries: 0 }))).code, "timeout");
  });

  // --- retries --------------------------------------------------------------------------------------------------

  QUnit.test("a reset is tried again", async (assert) => {
    const { mute } = await load();
    const { baseUrl, token, me, other, fault } = await newWorld(assert);
    await fault({ method: "POST", reset: true });
    assert.deepEqual(await mute(token, me, other, { baseUrl }), { data: { muting: true } });
  });

  QUnit.test("502 and 503 are tried again, and onResponse hears of each response", async (assert) => {
    const { mute } = await load();
    const { baseUrl, token, me, other, fault, requests } = await newWorld(assert);
    await fault([502, 503].map((status) => ({ method: "POST", respond: { status, body: "upstream" } })));
    const heard = [];
    const onResponse = ({ attempt, status }) => heard.push([attempt, status]);
    assert.deepEqual(await mute(token, me, other, { baseUrl, onResponse }), { data: { muting: true } });
    assert.equal((await requests()).length, 3);
    assert.deepEqual(heard, [[1, 502], [2, 503], [3, 200]]);
  });

  QUnit.test("retries end, and the error says how many attempts were made", async (assert) => {
    const { mute } = await load();
    const fetch = instant("", { status: 502 });
    const error = await rejection(mute("token", "1", "2", { fetch, maxRetries: 1 }));
    assert.deepEqual([error.code, error.attempts, fetch.calls.length], ["server_error", 2, 2]);
  });

  QUnit.test("a limit is waited for within maxRateLimitWaitMs, and no longer", async (assert) => {
    const { mute } = await load();
    const { baseUrl, token, me, other, control, requests } = await newWorld(assert);
    await control("POST", "limits", { endpoint: "mute", remaining: 0, window_s: 2 });
    assert.deepEqual(await mute(token, me, other, { baseUrl, maxRateLimitWaitMs: 10_000 }), { data: { muting: true } });
    assert.ok((await requests()).length <= 3);
    await control("POST", "limits", { endpoint: "mute", remaining: 0, window_s: 900 });
    assert.equal((await rejection(mute(token, me, other, { baseUrl, maxRateLimitWaitMs: 10_000 }))).code, "rate_limited");
  });

  QUnit.test("a signal that aborts between attempts rejects at once, and nothing more is sent", async (assert) => {
    const { mute } = await load();
    const headers = {
      "x-rate-limit-limit": "50", "x-rate-limit-remaining": "0", "x-rate-limit-reset": String(Math.ceil(Date.now() / 1000) + 600),
    };
    const fetch = instant("Rate limit exceeded", { status: 429, headers });
    const controller = new AbortController();
    const options = { fetch, signal: controller.signal, maxRateLimitWaitMs: 900_000 };
    const rejected = rejection(mute("token", "1", "2", options));
    while (fetch.calls.length === 0) await turn();
    await turn();
    controller.abort(REASON);
    assert.equal(await rejected, REASON);
    await turn();
    await turn();
    assert.equal(fetch.calls.length, 1);
  });

  QUnit.test("an abort from within fetch rejects at once, and the request is let go", async (assert) => {
    const { mute } = await load();
    const controller = new AbortController();
    let inner;
    const fetch = (url, { signal }) => {
      inner = signal;
      controller.abort(REASON);
      return new Promise(() => {});
    };
    assert.equal(await rejection(mute("token", "1", "2", { fetch, signal: controller.signal })), REASON);
    await turn();
    assert.ok(inner.aborted);
  });

  // --- what the caller may give ---------------------------------------------------------------------------------

  QUnit.test("what a getter on the options throws is what the call rejects with", async (assert) => {
    const { mute } = await load();
    const mine = new RangeError("mine");
    for (const name of ["baseUrl", "signal", "timeoutMs", "fetch", "headers", "onResponse"]) {
      const options = Object.defineProperty({}, name, { get() { throw mine; } });
      assert.strictEqual(await rejection(mute("token", "1", "2", options)), mine);
    }
  });

  const NONSENSE = [
    ["undefined", () => undefined, "bad_response"],
    ["null", () => null, "bad_response"],
    ["a number", () => 5, "bad_response"],
    ["an empty object", () => ({}), "bad_response"],
    ["a status without headers", () => ({ status: 200 }), "bad_response"],
    ["a status that is none", () => ({ status: NaN, headers: new Headers() }), "bad_response"],
    ["headers that throw", () => ({ status: 200, headers: { get() { throw 1; } } }), "bad_response"],
    ["a body that is no stream", () => ({ status: 200, headers: new Headers(), body: 5 }), "bad_response"],
    ["a text() that throws", () => ({ status: 200, headers: new Headers(), text() { throw 1; } }), "network"],
    ["a refusal whose text() throws", () => ({ status: 403, headers: new Headers(), text() { throw 1; } }), "forbidden"],
    ["a text() that gives no text", () => ({ status: 200, headers: new Headers(), text: () => 5 }), "bad_response"],
    ["a getter that throws", () => ({ get status() { throw 1; } }), "network"],
    ["an exception", () => { throw new Error("mine"); }, "network"],
    ["an exception that is no Error", () => { throw "mine"; }, "network"],
    ["a rejection with undefined", () => Promise.reject(), "network"],
    ["a body that was read", async () => {
      const response = new Response("{}");
      await response.text();
      return response;
    }, "network"],
    ["a stream of text", () => new Response(new ReadableStream({ start: (c) => { c.enqueue("{}"); c.close(); } })), "network"],
    ["a redirect", () => new Response("", { status: 302, headers: { location: "https://example.org" } }), "bad_response"],
    ["an empty reply", () => new Response(null, { status: 204 }), "bad_response"],
    ["the opposite", () => new Response('{"data":{"muting":false}}'), "bad_response"],
    ["a status that is a bigint", () => ({ status: 200n, headers: new Headers() }), "bad_response"],
    ["a status that is text", () => ({ status: "200", headers: new Headers() }), "bad_response"],
    ["headers that are no text", () => ({ status: 429, headers: new Map([["retry-after", 5], ["x-transaction-id", {}]]), text: async () => "" }), "rate_limited"],
    ["a type that ends in an escape", () => new Response('{"type":"https:\\/\\/api.x.com\\/2\\/problems\\/foo\\/"}', { status: 400 }), "bad_request"],
    ["chunks without end and without bytes", () => new Response(new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array()) })), "bad_response"],
    ["an array", () => new Response("[]"), "bad_response"],
    ["HTML", () => new Response("<html>", { status: 503 }), "server_error"],
    ["nothing and 404", () => new Response("", { status: 404 }), "not_found"],
  ];
  for (const [what, fetch, code] of NONSENSE) {
    QUnit.test(`a fetch that gives ${what}: ${code}`, async (assert) => {
      const { mute, XError } = await load();
      const error = await rejection(mute("token", "1", "2", { fetch, maxRetries: 0 }));
      assert.ok(error instanceof XError, String(error));
      assert.equal(error.code, code);
      assert.notOk(error.message.includes("[object"), error.message);
    });
  }

  QUnit.test("a Response of the caller's own making will do", async (assert) => {
    const { mute } = await load();
    const fetch = async () => ({ status: 200, headers: new Map(), text: async () => '{"data":{"muting":true}}' });
    assert.deepEqual(await mute("token", "1", "2", { fetch }), { data: { muting: true } });
  });

  QUnit.test("a reply larger than 16 MiB is a bad_response", async (assert) => {
    const { mute } = await load();
    const body = new Uint8Array(16 * 1024 * 1024 + 1).fill(32);
    const error = await rejection(mute("token", "1", "2", { fetch: async () => new Response(body) }));
    assert.equal(error.code, "bad_response");
    assert.ok(error.message.includes("larger than 16 MiB"), error.message);
  });

  QUnit.test("a token that is echoed does not come with the error", async (assert) => {
    const { mute } = await load();
    const token = "s3cret/to+ken.s3cret==";
    const body = JSON.stringify({ title: "Odd", detail: `You sent Bearer ${token}`, errors: [{ message: token }] });
    const escapes = [(c) => c, (c) => `\\${c}`, (c) => `\\u00${c.charCodeAt(0).toString(16)}`, (c) => `\\u00${c.charCodeAt(0).toString(16).toUpperCase()}`];
    const escaped = escapes.map((escape, at) => body.replace(at === 1 ? /[/]/g : /[/+=]/g, escape));
    for (const echo of [...escaped, `<html>${token}`]) {
      const headers = { "x-transaction-id": token };
      const error = await rejection(mute(token, "1", "2", { fetch: instant(echo, { status: 400, headers }) }));
      assert.notOk(`${error.stack} ${JSON.stringify(error)}`.includes(token), JSON.stringify(error));
    }
  });
}
