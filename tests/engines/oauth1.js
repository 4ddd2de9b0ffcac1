// OAuth 1.0a: what is signed is what X checks.
import { world } from "../support/world.js";
import { instant, rejection } from "./support.js";
import { textsOf, withSecret } from "./texts.js";

/** Those of the stand-in's. */
const KEYS = {
  consumerKey: "stand-in-consumer-key", consumerSecret: "stand-in-consumer-secret",
  accessToken: "2244994945-stand-in-access-token", accessTokenSecret: "stand-in-access-token-secret",
};

/** Of each reserved class of RFC 3986, and beyond ASCII. */
const ODD = "a b+c%d&e=f/g?h#i,j!k'l(m)n*o~p\"q:@;$[]é ü😀";

export default function oauth1(QUnit, env) {
  const load = () => import(env.pkg + env.clientEntry);

  async function prepare(assert, keys, options) {
    const api = await load();
    const here = await world(env.xServer, `${env.engine} ${assert.test.testId}`);
    const { baseUrl } = here;
    const client = new api.Client({ auth: { ...KEYS, signedBaseUrl: baseUrl, ...keys }, baseUrl, ...options });
    return { ...api, ...here, client };
  }

  QUnit.test("mutes and unmutes", async (assert) => {
    const { client, other, mutes, requests } = await prepare(assert);
    assert.deepEqual(await client.mute(other), { data: { muting: true } });
    assert.deepEqual(await mutes(), [other]);
    assert.deepEqual(await client.unmute(other), { data: { muting: false } });
    assert.deepEqual(await mutes(), []);
    const authorizations = (await requests()).map(({ headers }) => new Headers(headers).get("authorization"));
    assert.ok(authorizations.every((header) => header.startsWith("OAuth oauth_")), authorizations.join("\n"));
  });

  QUnit.test("the user's ID is in the access token: X is not asked", async (assert) => {
    const { client, me, other, requests } = await prepare(assert);
    assert.strictEqual(await client.userId(), me);
    await client.mute(other);
    assert.deepEqual((await requests()).map(({ path }) => path), [`/2/users/${me}/muting`]);
  });

  for (const accessToken of ["no-id-in-it", "2244994945", "-5", "05-token", "12345678901234567890-token"]) {
    QUnit.test(`the access token ${accessToken} has no ID in it: X is asked`, async (assert) => {
      const { Client } = await load();
      const fetch = instant('{"data":{"id":"5"}}');
      assert.strictEqual(await new Client({ auth: { ...KEYS, accessToken }, fetch }).userId(), "5");
      assert.strictEqual(fetch.calls[0].url, "https://api.x.com/2/users/me");
    });
  }

  QUnit.test("lists page by page, with fields", async (assert) => {
    const { client, me, control } = await prepare(assert);
    await control("POST", "accounts", { generate: { count: 25, first_id: "7000000000000000000" } });
    const ids = Array.from({ length: 25 }, (_, at) => String(7_000_000_000_000_000_000n + BigInt(at)));
    await control("PUT", `mutes/${me}`, { ids });
    const found = [];
    for await (const user of client.muted({ pageSize: 10, userFields: ["connection_status", "public_metrics"] })) found.push(user);
    assert.deepEqual(found.map(({ id }) => id), ids);
    assert.ok(found.every((user) => user.connection_status.includes("muting") && "public_metrics" in user));
  });

  /** X refuses these for what they are, which it gets to only where they are signed as it reads them. */
  const ODD_ONES = {
    "a pagination token": (client) => client.muted({ nextToken: ODD }).next(),
    "a user field": (client) => client.muted({ userFields: [ODD, "id"] }).next(),
    "a user field of a lookup": (client) => client.users({ ids: ["5"] }, { userFields: [ODD] }),
  };
  for (const [what, call] of Object.entries(ODD_ONES)) {
    QUnit.test(`${what} of odd characters is signed as X reads it`, async (assert) => {
      const { client } = await prepare(assert);
      const error = await rejection(call(client));
      assert.deepEqual([error.code, error.status], ["bad_request", 400], error.message);
    });
  }

  QUnit.test("looks up people by username and by ID, and me", async (assert) => {
    const { client, me, other } = await prepare(assert);
    const { users } = await client.users({ usernames: ["@loudneighbour", "you"], ids: [other] });
    assert.deepEqual(users.map(({ id }) => id).sort(), [other, other, me].sort());
    assert.strictEqual((await client.me()).id, me);
  });

  QUnit.test("20 calls at a time have 20 nonces", async (assert) => {
    const { client, other, requests } = await prepare(assert);
    await Promise.all(Array.from({ length: 20 }, () => client.mute(other)));
    const nonces = (await requests()).map(({ headers }) => /oauth_nonce="([^"]+)"/.exec(new Headers(headers).get("authorization"))[1]);
    assert.strictEqual(new Set(nonces).size, 20);
    assert.ok(nonces.every((nonce) => /^\w{8,}$/.test(nonce)), nonces.join());
  });

  QUnit.test("the timestamp is by the client's clock, and retries have one of their own", async (assert) => {
    const { client, clock, me, fault, requests } = await prepare(assert);
    await clock.advance(600_000);
    assert.strictEqual((await rejection(client.me())).code, "unauthorized", "10 minutes late, by the system's clock");
    await fault({ respond: { status: 503, headers: [["retry-after", "15"], ["access-control-allow-origin", "*"], ["access-control-expose-headers", "*"]], body: "" } });
    assert.strictEqual((await client.me({ clock })).id, me);
    const stamps = (await requests()).slice(1).map(({ headers }) => Number(/oauth_timestamp="(\d+)"/.exec(new Headers(headers).get("authorization"))[1]));
    assert.ok(stamps[1] - stamps[0] >= 15, stamps.join());
  });

  for (const [name, wrong] of [["consumerSecret", "wrong-secret"], ["accessTokenSecret", "wrong-secret"], ["consumerKey", "wrong-key"], ["accessToken", "2244994945-wrong"]]) {
    QUnit.test(`a wrong ${name} is unauthorized, and is not asked for again`, async (assert) => {
      const { client, other, requests } = await prepare(assert, { [name]: wrong });
      const error = await rejection(client.mute(other));
      assert.deepEqual([error.code, error.status, error.attempts], ["unauthorized", 401, 1]);
      assert.strictEqual((await requests()).length, 1);
    });
  }

  /** What a proxy forwards to, and how that is told: X itself where nothing is. */
  const BEHIND_A_PROXY = [
    ["https://api.x.com", undefined],
    ["https://api.x.com", "https://api.x.com"],
    ["https://api.x.com", "https://api.x.com/"],
    ["https://api.x.com", "HTTPS://API.X.com:443"],
    ["https://api.twitter.com", "https://api.twitter.com"],
    ["https://example.org/to%20x", "https://example.org/to%20x"],
  ];
  for (const [signed, told] of BEHIND_A_PROXY) {
    QUnit.test(`behind a proxy to ${signed}, told ${told}, that is what is signed`, async (assert) => {
      const { client, control, other, mutes } = await prepare(assert, { signedBaseUrl: told });
      await control("POST", "oauth1", { signed_base_url: signed });
      assert.deepEqual(await client.mute(other), { data: { muting: true } });
      assert.deepEqual(await mutes(), [other]);
      assert.strictEqual((await client.muted({ pageSize: 1 }).next()).value.id, other);
    });
  }

  const SECRETS = Object.values(KEYS).slice(1);

  const FAILURES = {
    "a refusal": { fetch: instant("{}", { status: 403 }) },
    "a page": { fetch: instant("<html>") },
    "a network failure": { fetch: async () => { throw new TypeError("Failed to fetch"); } },
    "an echo of the header as a problem": { fetch: async (_, { headers }) => Response.json({ title: "Odd", detail: headers.get("authorization") }, { status: 400 }) },
    "an echo of the header in a page": { fetch: async (_, { headers }) => new Response(`<p>${headers.get("authorization")}`, { status: 502 }) },
    "an echo of the token in a header": { fetch: async () => new Response("", { status: 403, headers: { "x-transaction-id": KEYS.accessToken } }) },
    "options that are refused": { timeoutMs: -1 },
  };
  for (const [what, options] of Object.entries(FAILURES)) {
    QUnit.test(`after ${what}, the error has no secret`, async (assert) => {
      const { Client } = await load();
      const client = new Client({ auth: KEYS, maxRetries: 0 });
      const error = await rejection(client.mute("5", options));
      const texts = [...textsOf(error), ...textsOf(error.toJSON())];
      const told = [...SECRETS.filter((secret) => withSecret(texts, secret).length > 0), ...texts.filter((text) => /oauth_signature=\W*[^\W_]{6}/.test(text))];
      assert.deepEqual(told.map((text) => text.slice(0, 200)), []);
    });
  }
}
