// Tokens in a cookie that no script of the page can read, and a refresh token that is in the account's Durable Object only.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { open, seal } from "../../examples/edge-proxy/src/seal.js";
import { CLIENT_ID, cookieOf, decided, edge, FORM_TYPE, JSON_TYPE, KEY, NEIGHBOUR, until, YOU } from "./edge.js";

const ME = "/2/users/me";
const MUTING = `/2/users/${YOU}/muting`;
const HOUR = 3600_000;
const here = await edge("cookie");
const { x, origin } = here;
const purpose = `x-mutes of ${origin}`;

/** What the cookie of the session holds. */
const opened = (cookie) => open(cookie.split("=")[1], [KEY], purpose);

/** The cookie with something in it changed, as only whoever has the key can. */
async function remade(cookie, change, keys = [KEY], name = purpose) {
  return `__Host-x-mutes=${await seal({ ...await opened(cookie), ...change }, keys, name)}`;
}

async function refreshes() {
  const forms = (await x.requests()).filter(({ path }) => path === "/2/oauth2/token").map(({ body }) => new URLSearchParams(body));
  return forms.filter((form) => form.get("grant_type") === "refresh_token").length;
}

/** Asks by what must be refused; X must not have heard of it. */
async function refused(cookie, status, words, { path = ME, ...what } = {}) {
  await x.control("DELETE", "requests");
  const answer = await here.byCookie(cookie, path, what);
  assert.deepEqual([answer.status, answer.json?.status], [status, status], answer.text);
  assert.match(answer.json.detail, words);
  assert.deepEqual(await x.requests(), []);
  return answer;
}

test("after signing in the cookie is enough, and it is as closed as cookies can be", async () => {
  const begun = await here.ask("/sign-in");
  assert.match(begun.headers["set-cookie"][0], /^__Host-x-mutes-pending=[\w-]+; Path=\/; HttpOnly; Secure; SameSite=Lax; Max-Age=600$/);
  const back = await here.ask(await decided(begun), { headers: { cookie: cookieOf(begun) } });
  assert.deepEqual([back.status, back.headers.location], [303, `${origin}/`]);
  assert.match(back.headers["set-cookie"][0], /^__Host-x-mutes=[\w-]+; Path=\/; HttpOnly; Secure; SameSite=Strict; Max-Age=2592000$/);
  assert.match(back.headers["set-cookie"][1], /^__Host-x-mutes-pending=; .*Max-Age=0$/);

  const cookie = cookieOf(back, "__Host-x-mutes");
  assert.equal((await here.byCookie(cookie, ME)).json.data.id, YOU);
  const body = JSON.stringify({ target_user_id: NEIGHBOUR });
  const muted = await here.byCookie(cookie, MUTING, { method: "POST", headers: JSON_TYPE, body });
  assert.deepEqual([muted.json, muted.headers["x-rate-limit-limit"]], [{ data: { muting: true } }, "50"]);
  assert.deepEqual(await x.mutes(), [NEIGHBOUR]);
  const last = (await x.requests()).at(-1);
  assert.equal(new Map(last.headers).get("cookie"), undefined);
});

test("the refresh token is in the Durable Object, and not in the cookie", async () => {
  const pass = await opened(await here.signIn());
  const { access_token, refresh_token } = await here.look("session");
  assert.deepEqual([pass.token, pass.user], [access_token, YOU]);
  assert.ok(!JSON.stringify(pass).includes(refresh_token));
});

test("a request by the cookie must come from a script of the page's own: GETs too", async () => {
  const cookie = await here.signIn();
  const ask = (headers) => here.ask(ME, { headers: { cookie, ...headers } });
  await x.control("DELETE", "requests");
  const { origin: _, ...noOrigin } = here.own();
  const table = [
    [{}, /only pages of/],
    [{ origin }, /x-requested-with is missing: give new Client\(\)/],
    [{ origin, "x-requested-with": "" }, /is missing/],
    [{ "x-requested-with": "x-mutes" }, /only pages of/],
    [here.own({ origin: "https://evil.example" }), /only pages of/],
    [here.own({ "sec-fetch-site": "cross-site" }), /only pages of/],
    [{ ...noOrigin, "sec-fetch-site": "same-site" }, /only pages of/],
  ];
  for (const [headers, words] of table) {
    const { status, json } = await ask(headers);
    assert.equal(status, 403, JSON.stringify(headers));
    assert.match(json.detail, words);
  }
  for (const [method, path] of [["POST", "/sign-out"], ["GET", "/job"], ["POST", "/job/pause"], ["DELETE", "/job"], ["POST", "/job"]]) {
    assert.equal((await here.ask(path, { method, headers: { cookie, origin } })).status, 403, path);
    assert.equal((await here.ask(path, { method, headers: { cookie, "x-requested-with": "x-mutes" } })).status, 403, path);
  }
  assert.deepEqual(await x.requests(), []);
  assert.equal((await ask(noOrigin)).status, 200);
});

test("a missing, forged, cut, swapped or old cookie is refused, and X hears nothing", async (t) => {
  const cookie = await here.signIn();
  const pending = cookieOf(await here.ask("/sign-in"));
  const [name, value] = cookie.split("=");
  const last = value.at(-10) === "A" ? "B" : "A";
  const cookies = {
    missing: "other=1", empty: `${name}=`, "no base64": `${name}=%%%`, cut: cookie.slice(0, -5), short: `${name}=AAAA`,
    "one character changed": `${cookie.slice(0, -10)}${last}${cookie.slice(-9)}`,
    "the other cookie in its place": `${name}=${pending.split("=")[1]}`,
    "without the prefix": cookie.replace("__Host-", ""),
    "there twice": `${cookie}; ${cookie}`,
    "of another key": await remade(cookie, {}, [randomBytes(32).toString("base64")]),
    "of another origin": await remade(cookie, {}, [KEY], "x-mutes of https://app.example"),
    expired: await remade(cookie, { endsAt: Date.now() - 1000 }),
  };
  for (const [what, given] of Object.entries(cookies)) {
    await t.test(what, async () => {
      const { headers } = await refused(given, 401, /sign in again, at https:.*\/sign-in$/);
      assert.match(headers["set-cookie"][0], /^__Host-x-mutes=; .*Max-Age=0$/);
    });
  }
  await t.test("of a sign-in that has ended, though its token has not", async () => {
    await refused(await remade(cookie, { signIn: "another", expiresAt: 0 }), 401, /session: it has ended/);
    await refused(await remade(cookie, { signIn: "another" }), 401, /session: it has ended/);
    await refused(await remade(cookie, { signIn: "another" }), 401, /session: it has ended/, { path: "/job" });
  });
});

test("other paths, methods and bodies are refused with the cookie, too", async () => {
  const cookie = await here.signIn();
  await refused(cookie, 404, /nothing else/, { path: "/2/tweets" });
  await refused(cookie, 405, /PUT is not/, { path: ME, method: "PUT" });
  await refused(cookie, 405, /PUT is not for this path; POST, GET, DELETE is/, { path: "/job", method: "PUT" });
  await refused(cookie, 405, /GET is not for this path; POST is/, { path: "/sign-out" });
  await refused(cookie, 413, /4096/, { path: MUTING, method: "POST", headers: JSON_TYPE, body: "x".repeat(5000) });
  await refused(cookie, 413, /4194304/, { path: "/job/plan", method: "POST", headers: JSON_TYPE, body: Array(70).fill("x".repeat(65_536)) });
  await refused(cookie, 400, /must be JSON/, { path: "/job", method: "POST", headers: JSON_TYPE, body: "{" });
});

test("a page cannot ask X for tokens, with the cookie neither", async () => {
  const cookie = await here.signIn();
  const body = `grant_type=refresh_token&refresh_token=x&client_id=${CLIENT_ID}`;
  await refused(cookie, 403, /takes none of a page's own/, { path: "/2/oauth2/token", method: "POST", headers: FORM_TYPE, body });
});

test("a cookie of an older key still opens, and is sealed by the newest when it is set anew", async () => {
  const keys = [randomBytes(32).toString("base64"), KEY];
  const rotated = await edge("cookie rotation", { bindings: { COOKIE_KEYS: keys.join(" ") } });
  const cookie = await rotated.signIn();
  const name = `x-mutes of ${rotated.origin}`;
  const pass = await open(cookie.split("=")[1], [keys[0]], name);
  assert.equal(pass.user, YOU);
  const old = `__Host-x-mutes=${await seal({ ...pass, expiresAt: 0 }, [KEY], name)}`;
  const answer = await rotated.byCookie(old, ME);
  assert.equal(answer.status, 200);
  assert.equal((await open(cookieOf(answer).split("=")[1], [keys[0]], name)).user, YOU);
});

test("when X refuses the token, the account refreshes it, the request goes on, and the cookie is set anew", async () => {
  const cookie = await here.signIn();
  await x.clock.advance(2 * HOUR + 1000);
  await x.control("DELETE", "requests");
  const answer = await here.byCookie(cookie, ME);
  assert.equal(answer.json.data.id, YOU);
  assert.equal(await refreshes(), 1);
  const fresh = cookieOf(answer, "__Host-x-mutes");
  assert.notEqual((await opened(fresh)).token, (await opened(cookie)).token);
  assert.equal((await here.byCookie(fresh, ME)).headers["set-cookie"], undefined);
  assert.equal(await refreshes(), 1);
});

test("twenty requests at once with an expired token: one refresh, and all go on", async () => {
  const cookie = await here.signIn();
  await x.clock.advance(2 * HOUR + 1000);
  await x.control("DELETE", "requests");
  await x.fault({ path_contains: "/oauth2/token", delay_ms: 100 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => here.byCookie(cookie, ME)));
  assert.deepEqual(answers.map(({ status }) => status), Array(20).fill(200));
  assert.equal(await refreshes(), 1);
});

test("a token that is about to expire is renewed before X is asked", async () => {
  const cookie = await here.signIn();
  await x.control("DELETE", "requests");
  const answer = await here.byCookie(await remade(cookie, { token: "old", expiresAt: Date.now() + 30_000 }), ME);
  assert.equal(answer.status, 200);
  assert.equal((await opened(cookieOf(answer))).token, (await here.look("session")).access_token);
  assert.equal((await x.requests()).length, 1);
});

test("where X cannot be asked for a fresh token, the page may try again, and the session goes on", async () => {
  const cookie = await here.signIn();
  await x.clock.advance(2 * HOUR + 1000);
  await x.fault([503, 503].map((status) => ({ path_contains: "/oauth2/token", respond: { status } })));
  const failed = await here.byCookie(cookie, ME);
  assert.deepEqual([failed.status, failed.headers["set-cookie"]], [502, undefined]);
  assert.equal((await here.byCookie(cookie, ME)).status, 200);
});

test("a session that X has ended ends here: the page is told to sign in, and the cookie goes", async () => {
  const cookie = await here.signIn();
  await x.clock.advance(2 * HOUR + 1000);
  const body = JSON.stringify({ error: "invalid_request", error_description: "Value passed for the token was invalid." });
  const type = Object.entries(JSON_TYPE);
  await x.fault({ path_contains: "/oauth2/token", respond: { status: 400, headers: type, body } });
  const { status, json, headers } = await here.byCookie(cookie, ME);
  assert.equal(status, 401);
  assert.match(json.detail, /sign in again/);
  assert.match(headers["set-cookie"][0], /Max-Age=0/);
});

test("signing in in a second browser keeps the first one going, and revokes nothing: X may end the whole grant for that", async () => {
  const first = await here.signIn();
  await x.control("DELETE", "requests");
  const second = await here.signIn();
  assert.equal((await here.byCookie(second, ME)).status, 200);
  assert.equal((await here.byCookie(first, ME)).status, 200);
  assert.deepEqual((await x.requests()).filter(({ path }) => path === "/2/oauth2/revoke"), []);
  await x.clock.advance(2 * HOUR + 1000);
  const answer = await here.byCookie(first, ME);
  assert.deepEqual([answer.status, (await opened(cookieOf(answer))).token], [200, (await here.look("session")).access_token]);
});

test("signing out revokes both tokens, takes the cookie, and no older cookie comes back with the next sign-in", async () => {
  const cookie = await here.signIn();
  const { access_token, refresh_token } = await here.look("session");
  await x.control("DELETE", "requests");
  const { status, headers } = await here.byCookie(cookie, "/sign-out", { method: "POST" });
  assert.equal(status, 204);
  assert.match(headers["set-cookie"][0], /^__Host-x-mutes=; .*Max-Age=0$/);
  const revoked = (await x.requests()).map(({ body }) => new URLSearchParams(body).get("token"));
  assert.deepEqual(revoked.sort(), [access_token, refresh_token].sort());
  assert.equal(await here.look("session"), null);
  assert.equal((await here.byCookie(cookie, ME)).status, 401);
  await here.signIn();
  assert.equal((await here.byCookie(cookie, ME)).status, 401);
  // Once more ends nothing, and not the next sign-in.
  await x.control("DELETE", "requests");
  assert.equal((await here.byCookie(cookie, "/sign-out", { method: "POST" })).status, 204);
  assert.deepEqual(await x.requests(), []);
});

test("a sign-in that was denied, is another browser's, or was begun by another site leads nowhere", async () => {
  const begun = await here.ask("/sign-in");
  const cookie = cookieOf(begun);
  const answer = await here.ask(await decided(begun, "deny"), { headers: { cookie } });
  assert.equal(answer.status, 401);
  assert.match(answer.text, /^You are not signed in: .*access_denied/);
  assert.equal(cookieOf(answer, "__Host-x-mutes"), undefined);

  await x.control("DELETE", "requests");
  const other = new URL((await here.ask("/sign-in")).headers.location).searchParams.get("state");
  for (const [state, given, status] of [[other, cookie, 401], [other, "other=1", 400], ["", cookie, 401]]) {
    const { status: got, headers } = await here.ask(`/sign-in/back?state=${state}&code=stolen`, { headers: { cookie: given } });
    assert.equal(got, status);
    assert.ok(!headers["set-cookie"].some((cookie) => cookie.startsWith("__Host-x-mutes=")));
  }
  assert.equal((await here.ask("/sign-in", { headers: { "sec-fetch-site": "cross-site" } })).status, 403);
  assert.deepEqual(await x.requests(), []);
});

test("a page on a loopback address without TLS can be tried out: its cookies go without Secure and prefix, and nowhere else do they", async () => {
  const { Cookie } = await import("../../examples/edge-proxy/src/cookie.js");
  const { readSettings } = await import("../../examples/edge-proxy/src/settings.js");
  const written = (ORIGIN) => new Cookie("x-mutes", "Strict", 1).clear(readSettings({ ORIGIN }));
  assert.equal(written("http://localhost:8787"), "x-mutes=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
  assert.match(written("https://app.example"), /^__Host-x-mutes=; Path=\/; HttpOnly; Secure; /);
  const never = ["https://App.example", "https://app.example:443", "https://app.example?", "https://me@app.example"];
  const wrong = ["http://app.example", "http://127.0.0.1.evil.example", "http://localhost/", "app.example", undefined];
  for (const ORIGIN of [...wrong, ...never]) {
    assert.throws(() => readSettings({ ORIGIN }), /must be the page's origin/);
  }
});

test("of a fault of the proxy's own, its log has the name, and nothing of what was asked", async () => {
  const broken = await edge("cookie without objects", { hasObjects: false });
  const begun = await broken.ask("/sign-in");
  const { status, json } = await broken.ask(await decided(begun), { headers: { cookie: cookieOf(begun) } });
  assert.deepEqual([status, json.detail], [500, "this proxy has failed; its log has the name of the fault"]);
  await until("it is logged", () => broken.said !== "");
  assert.equal(broken.said, "x-mutes edge proxy: TypeError\n");
  // X was not asked for tokens that nobody could have kept.
  assert.deepEqual(await broken.x.requests(), []);
});

test("nothing of all this was logged", () => {
  assert.equal(here.said, "");
});
