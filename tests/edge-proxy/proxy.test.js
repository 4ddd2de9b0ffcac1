// What the proxy lets through for a page that has a token of its own, and what it does not.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CLIENT_ID, decided, edge, FORM_TYPE, JSON_TYPE, NEIGHBOUR, YOU } from "./edge.js";
import { api } from "./project.js";

const MUTING = `/2/users/${YOU}/muting`;
const MUTE = { method: "POST", body: JSON.stringify({ target_user_id: NEIGHBOUR }) };

/** What X may get: the page's, and what the platform itself adds. */
const SENT = [
  "authorization", "content-type", "accept", "content-length", "host", "connection", "accept-encoding", "cf-worker", "cache-control", "pragma",
];

const here = await edge("proxy", { bindings: { CLIENT_ID: "" } });
const { x, origin } = here;

/** What the page sends with its token. */
function withToken({ headers, ...what } = {}) {
  const type = what.method === "POST" ? JSON_TYPE : {};
  return { ...what, headers: { origin, authorization: `Bearer ${x.token}`, ...type, ...headers } };
}

/** A client of the package's that is where the page is. */
function client(options) {
  return new api.Client({ auth: x.token, baseUrl: origin, headers: { origin }, maxRetries: 0, ...options });
}

async function failure(work) {
  return await work.then(() => assert.fail("it succeeded"), (error) => error);
}

/** Asks what must be refused; X must not have heard of it. */
async function refused(path, what, status, words) {
  await x.control("DELETE", "requests");
  const answer = await here.ask(path, what);
  const { status: told, type } = answer.json ?? {};
  assert.deepEqual([answer.status, told, type], [status, status, "about:blank"], `${path}: ${answer.text}`);
  assert.match(answer.json.detail, words);
  assert.deepEqual(await x.requests(), []);
  return answer;
}

test("mute, unmute, muted, me and users go through, with the page's token and nothing else of its headers", async () => {
  await x.control("DELETE", "requests");
  const page = client({ headers: { origin, cookie: "secret=1", "x-requested-with": "x-mutes", accept: "application/json" } });
  assert.equal((await page.me()).id, YOU);
  assert.deepEqual(await page.mute(NEIGHBOUR), { data: { muting: true } });
  const muted = [];
  for await (const { id } of page.muted({ userFields: ["description"], pageSize: 1 })) muted.push(id);
  assert.deepEqual(muted, [NEIGHBOUR]);
  assert.deepEqual(await page.unmute(NEIGHBOUR), { data: { muting: false } });
  const { users, missing } = await page.users({ ids: [NEIGHBOUR], usernames: ["you", "nobody_at_all"] });
  assert.deepEqual([users.map(({ id }) => id), missing.length], [[NEIGHBOUR, YOU], 1]);
  const plan = await page.plan({ mute: { ids: [NEIGHBOUR] } }, { skip: { following: true } });
  assert.equal(plan.mute.length, 1);
  for (const { headers } of await x.requests()) {
    assert.deepEqual(headers.map(([name]) => name).filter((name) => !SENT.includes(name)), []);
    assert.equal(new Map(headers).get("authorization"), `Bearer ${x.token}`);
  }
});

test("a page with a session of its own signs in, refreshes and signs out through it", async () => {
  const settings = { store: api.memoryStore(), baseUrl: origin, headers: { origin }, clock: x.clock };
  const authorizeUrl = `${x.baseUrl}/i/oauth2/authorize`;
  const { url, pending } = await api.beginSignIn({ clientId: CLIENT_ID, redirectUri: `${origin}/sign-in/back`, authorizeUrl });
  const back = await decided({ headers: { location: url } });
  const session = await api.completeSignIn(`${origin}${back}`, pending, settings);
  const first = await session.accessToken();
  await x.clock.advance(2 * 3600_000);
  assert.notEqual(await session.accessToken(), first);
  assert.deepEqual(await client({ auth: session }).mute(NEIGHBOUR), { data: { muting: true } });
  await session.signOut();
  const forms = (await x.requests()).filter(({ path }) => path.startsWith("/2/oauth2")).map(({ path, status }) => [path, status]);
  assert.deepEqual(forms, [
    ["/2/oauth2/token", 200], ["/2/oauth2/token", 200], ["/2/oauth2/revoke", 200], ["/2/oauth2/revoke", 200],
  ]);
});

test("X's limits and transaction ID can be read through it", async () => {
  const heard = [];
  await client({ userId: YOU, onResponse: (info) => heard.push(info) }).mute(NEIGHBOUR);
  assert.equal(heard[0].rateLimits[0].limit, 50);
  assert.match(heard[0].transactionId, /^\w+$/);
});

test("what X says went wrong comes through unchanged", async () => {
  const uri = "https://api.x.com/2/problems/client-forbidden";
  const problem = { title: "Forbidden", detail: "no", type: uri, status: 403, reason: "client-not-enrolled" };
  const headers = [["content-type", "application/problem+json"]];
  await x.fault({ respond: { status: 403, headers, body: JSON.stringify(problem) } });
  const { code, detail, reason, type } = await failure(client().mute(NEIGHBOUR));
  assert.deepEqual([code, detail, reason, type], ["forbidden", "no", "client-not-enrolled", "client-forbidden"]);
  await x.control("POST", "limits", { endpoint: "unmute", remaining: 0 });
  const limited = await failure(client().unmute(NEIGHBOUR));
  assert.deepEqual([limited.code, limited.rateLimit.remaining], ["rate_limited", 0]);
  await x.control("POST", "limits", { endpoint: "unmute", remaining: 50 });
  await x.fault({ respond: { status: 404, body: "" } });
  assert.equal((await failure(client().mute("99"))).code, "not_found");
});

test("neither a cookie of X's nor what it allows other origins comes back", async () => {
  const unwanted = [["set-cookie", "guest_id=1"], ["access-control-allow-origin", "*"], ["server", "tsa"]];
  await x.fault({ add_headers: unwanted });
  const { status, headers } = await here.ask("/2/users/me", withToken());
  assert.equal(status, 200);
  for (const [name] of unwanted) assert.equal(headers[name], undefined, name);
  assert.equal(headers["cache-control"], "no-store");
});

test("a redirect of X's is not followed", async () => {
  await x.control("DELETE", "requests");
  await x.fault({ respond: { status: 307, headers: [["location", `${x.baseUrl}/2/users/me`]] } });
  const error = await failure(client().mute(NEIGHBOUR));
  assert.deepEqual([error.code, error.status, (await x.requests()).length], ["server_error", 502, 1]);
  assert.match(error.message, /redirect \(307\)/);
});

test("where X cannot be reached, the package is told so", async () => {
  await x.fault({ reset: true });
  const error = await failure(client().me());
  assert.ok(error instanceof api.XError);
  assert.deepEqual([error.code, error.status], ["server_error", 502]);
  assert.match(error.message, /cannot reach X: try again later/);
});

test("another origin is refused, and so is whoever does not say where they come from", async (t) => {
  const foreign = [
    ...["https://evil.example", "null", origin.replace("https", "http"), `${origin}.evil.example`, "https://127.0.0.1", undefined]
      .map((origin) => ({ origin })),
    ...["cross-site", "same-site"].map((site) => ({ origin, "sec-fetch-site": site })),
    ...["none", "cross-site", "same-site"].map((site) => ({ origin: undefined, "sec-fetch-site": site })),
    { origin: undefined, referer: `${origin}/` },
  ];
  for (const headers of foreign) {
    await t.test(JSON.stringify(headers), async () => {
      const given = { authorization: `Bearer ${x.token}`, ...headers };
      if (given.origin === undefined) delete given.origin;
      const words = /only pages of https:\/\/127\.0\.0\.1:\d+ may use this proxy/;
      const answer = await refused("/2/users/me", { headers: given }, 403, words);
      assert.equal(answer.headers["access-control-allow-origin"], undefined);
      await refused(MUTING, { ...MUTE, headers: { ...given, ...JSON_TYPE } }, 403, words);
    });
  }
  await t.test("a POST with Sec-Fetch-Site alone", async () => {
    const { origin: _, ...headers } = withToken(MUTE).headers;
    await refused(MUTING, { ...MUTE, headers: { ...headers, "sec-fetch-site": "same-origin" } }, 403, /only pages of/);
  });
  await t.test("another name of the same server", async () => {
    const headers = { host: "evil.example", origin: "https://evil.example" };
    await refused("/2/users/me", withToken({ headers }), 403, /asked by another name: set ORIGIN/);
  });
});

test("a GET of the page's own without Origin goes through, as browsers send it", async () => {
  const { authorization } = withToken().headers;
  assert.equal((await here.ask("/2/users/me", { headers: { authorization, "sec-fetch-site": "same-origin" } })).status, 200);
});

test("a preflight is not answered as other origins would like it", async () => {
  const asked = { "access-control-request-method": "POST", "access-control-request-headers": "x-requested-with" };
  const headers = { origin: "https://evil.example", ...asked };
  const answer = await refused(MUTING, { method: "OPTIONS", headers }, 405, /OPTIONS is not let through here/);
  assert.equal(Object.keys(answer.headers).some((name) => name.startsWith("access-control")), false);
});

test("another method is refused, with those that there are", async (t) => {
  const table = [
    ["PUT", MUTING, "POST, GET"], ["DELETE", MUTING, "POST, GET"], ["HEAD", "/2/users/me", "GET"], ["POST", "/2/users/me", "GET"],
    ["POST", `${MUTING}/${NEIGHBOUR}`, "DELETE"], ["GET", "/2/oauth2/token", "POST"], ["PATCH", "/2/users", "GET"],
  ];
  for (const [method, path, allow] of table) {
    await t.test(`${method} ${path}`, async () => {
      if (method === "HEAD") assert.equal((await here.ask(path, withToken({ method }))).status, 405);
      else assert.equal((await refused(path, withToken({ method }), 405, /is not let through here/)).headers.allow, allow);
    });
  }
});

test("another path or query is refused", async (t) => {
  const paths = [
    "/2/tweets", "/2/users/7", `/2/users/${YOU}/blocking`, "/2/users/by/username/you",
    `/2/users/${YOU}/muting/`, "/2/users/me/", "/2/", "/2", "//2/users/me", "/2//users/me", "/2/users/me//",
    "/2/users%2Fme", "/2%2fusers%2fme", "/%32/users/me", "/2/users/%6De", "/2/users/me%00",
    `/2/users/${YOU}%2Fmuting`, "/2/users/me/../../tweets", "/2/../1.1/mutes/users/list.json",
    "/2/users/me/%2e%2e/%2e%2e/tweets", "/2/users/me;x=1", "/2/users/007/muting",
    "/2/users/12345678901234567890/muting", "/2/users/1/muting/2/3", "/2/users/-1/muting",
    "/2/users/me\\..\\..\\tweets", "/1.1/users/show.json", "/i/oauth2/authorize", "/control/reset",
    "/worlds/x/2/users/me", "/2/USERS/me", "/2/users/me?user.fields=name&user.fields=id",
    "/2/users/me?expansions=pinned_tweet_id", "/2/users?ids=1&usernames=you", `${MUTING}?target_user_id=7`,
    "/2/users/me?%75ser.fields=name&x", "/2/oauth2/token?client_id=x", "/2/users/me?access_token=abc",
    "/@evil.example/2/users/me",
  ];
  for (const path of paths) {
    await t.test(path, async () => {
      const { status, text } = await askedOf(path);
      assert.ok([404, 405].includes(status), `${status} ${text}`);
      assert.deepEqual(await x.requests(), []);
    });
  }
  await t.test("another host, as a whole URL", async () => {
    await x.control("DELETE", "requests");
    const { status } = await here.ask("https://api.x.com/2/tweets", withToken());
    assert.ok([403, 404].includes(status), String(status));
    assert.deepEqual(await x.requests(), []);
  });
});

async function askedOf(path) {
  await x.control("DELETE", "requests");
  const isToken = path.startsWith("/2/oauth2");
  return here.ask(path, withToken(isToken ? { method: "POST", body: "a=b", headers: FORM_TYPE } : {}));
}

test("the query is written anew, and what it says stays the same", async () => {
  await x.control("DELETE", "requests");
  await here.ask(`/2/users?ids=${NEIGHBOUR},7&user.fields=name%2Cverified#x`, withToken());
  const [{ path }] = await x.requests();
  assert.equal(path, `/2/users?ids=${NEIGHBOUR}%2C7&user.fields=name%2Cverified`);
});

test("too large a body is refused, whether its length is told, is wrong, or is not", async () => {
  const much = JSON.stringify({ target_user_id: NEIGHBOUR, padding: "x".repeat(5000) });
  await refused(MUTING, withToken({ method: "POST", body: much }), 413, /4096 bytes at most/);
  await refused(MUTING, withToken({ method: "POST", body: much.match(/.{1,1000}/g) }), 413, /4096 bytes at most/);
  const form = { method: "POST", headers: { origin, ...FORM_TYPE }, body: "a".repeat(100_000) };
  await refused("/2/oauth2/token", form, 413, /at most/);
});

test("a body of another type is refused, and one where none belongs is not passed on", async () => {
  await refused(MUTING, withToken({ ...MUTE, headers: { "content-type": "text/plain" } }), 415, /must be application\/json/);
  await x.control("DELETE", "requests");
  assert.equal((await here.ask(`${MUTING}/${NEIGHBOUR}`, withToken({ method: "DELETE", body: "{}" }))).status, 200);
  assert.equal((await x.requests())[0].body, "");
});

test("where tokens are kept here, a page's own is refused, and so is asking X for any", async () => {
  const keeper = await edge("proxy with sign-in");
  const cookie = await keeper.signIn();
  await keeper.x.control("DELETE", "requests");
  const token = { authorization: `Bearer ${keeper.x.token}` };
  const form = { method: "POST", headers: { ...keeper.own(), ...FORM_TYPE }, body: "client_id=x&grant_type=refresh_token&refresh_token=y" };
  const table = [
    ["/2/users/me", { headers: keeper.own(token) }],
    ["/2/users/me", { headers: keeper.own({ ...token, cookie }) }],
    ["/2/users?ids=7", { headers: keeper.own({ authorization: "Bearer x" }) }],
    ["/2/users/by?usernames=you", { headers: keeper.own({ authorization: "Basic eDp5" }) }],
    ["/2/users/me?user.fields=name", { headers: keeper.own({ authorization: "OAuth oauth_token=\"x\"", cookie }) }],
    [`${MUTING}?max_results=1`, { headers: keeper.own(token) }],
    [MUTING, { ...MUTE, headers: keeper.own({ ...token, ...JSON_TYPE }) }],
    [`${MUTING}/${NEIGHBOUR}`, { method: "DELETE", headers: keeper.own(token) }],
    ["/2/oauth2/token", form],
    ["/2/oauth2/revoke", form],
  ];
  for (const [path, what] of table) {
    const { status, json } = await keeper.ask(path, what);
    assert.equal(status, 403, path);
    assert.match(json.detail, /keeps the tokens, and takes none of a page's own: sign in at \/sign-in/);
  }
  assert.deepEqual(await keeper.x.requests(), []);
});

test("without CLIENT_ID no tokens are kept here, and whoever has none is told to send one", async () => {
  const plain = await edge("proxy without sign-in", { bindings: { CLIENT_ID: "" } });
  const { status, json } = await plain.ask("/2/users/me", { headers: plain.own() });
  assert.equal(status, 401);
  assert.match(json.detail, /keeps no tokens, for CLIENT_ID is not set: give new Client\(\) a token as auth, not { proxy: true }$/);
  assert.deepEqual([(await plain.ask("/sign-in")).status, await plain.x.requests()], [401, []]);
});

test("what the deployment lacks is said", async () => {
  const plain = await edge("proxy without origin", { bindings: { ORIGIN: "https://app.example/path" } });
  assert.match((await plain.ask("/2/users/me")).json.detail, /ORIGIN in wrangler\.jsonc must be the page's origin/);
  const keyless = await edge("proxy without keys", { bindings: { COOKIE_KEYS: "short" } });
  assert.match((await keyless.ask("/sign-in")).json.detail, /COOKIE_KEYS must have one key or more, each of at least 32 random bytes/);
});

test("nothing of all this was logged", () => {
  assert.equal(here.said, "");
});
