// Options of x-mutes/client that do not exist are refused, and nothing is sent.
import { instant, rejection } from "./support.js";

export default function options(QUnit, env) {
  const load = () => import(env.pkg + env.clientEntry);
  const PLAN = { version: 1, userId: "1", mute: [{ id: "2" }], unmute: [] };
  const KEYS = { consumerKey: "key", consumerSecret: "secret", accessToken: "1-token", accessTokenSecret: "secret" };
  const PENDING = { state: "s", verifier: "v", clientId: "id", redirectUri: "https://app.example/back" };

  /** What is called, with the options that are misspelt, and what the message begins with. */
  const REFUSED = {
    "a client": [({ Client }, given) => new Client({ auth: "token", ...given }), { userID: "1" }, "userID is no option; did you mean userId?"],
    "a client's token": [({ Client }, given) => new Client({ auth: "token", ...given }), { signal: undefined }, "signal is no option; there are auth, userId"],
    "keys of OAuth 1.0a": [({ Client }, given) => new Client({ auth: { ...KEYS, ...given } }), { signedBaseURL: "https://x.example" }, "auth.signedBaseURL is no option; did you mean auth.signedBaseUrl?"],
    "userId()": [({ client }, given) => client.userId(given), { abortSignal: 1 }, "abortSignal is no option; did you mean signal?"],
    "mute()": [({ client }, given) => client.mute("2", given), { baseURL: "https://x.example" }, "baseURL is no option; did you mean baseUrl?"],
    "unmute()": [({ client }, given) => client.unmute("2", given), { retries: 1 }, "retries is no option; did you mean maxRetries?"],
    "me()": [({ client }, given) => client.me(given), { userFields: [] }, "userFields is no option; "],
    "muted()": [({ client }, given) => client.muted(given).next(), { pagesize: 5 }, "pagesize is no option; did you mean pageSize?"],
    "users()": [({ client }, given) => client.users({ ids: ["2"] }, given), { "user.fields": [] }, "a member of options is no option; did you mean userFields?"],
    "plan()": [({ client }, given) => client.plan({ mute: { ids: ["2"] } }, given), { skipp: {} }, "skipp is no option; did you mean skip?"],
    "a plan's skip": [({ client }, given) => client.plan({ mute: { ids: ["2"] } }, { skip: given }), { folowing: true }, "skip.folowing is no option; did you mean skip.following?"],
    "what is wanted": [({ client }, given) => client.plan({ mute: { ids: ["2"] }, ...given }), { exakt: true }, "wanted.exakt is no option; did you mean wanted.exact?"],
    "job()": [({ client }, given) => client.job(PLAN, given), { maxPerday: 5 }, "maxPerday is no option; did you mean maxPerDay?"],
    "resumeJob()": [({ client, memoryStore }, given) => client.resumeJob({ store: memoryStore(), ...given }), { name: "job" }, "name is no option; "],
    "run()": [async ({ client }, given) => (await client.job(PLAN)).run(given), { timeoutMs: 5 }, "timeoutMs is no option; "],
    "runUntilLimited()": [async ({ client }, given) => (await client.job(PLAN)).runUntilLimited(given), { maxMS: 5 }, "maxMS is no option; did you mean maxMs?"],
    "beginSignIn()": [({ beginSignIn }, given) => beginSignIn({ clientId: "id", redirectUri: PENDING.redirectUri, ...given }), { scope: [] }, "scope is no option; did you mean scopes?"],
    "completeSignIn()": [({ completeSignIn, memoryStore }, given) => completeSignIn(`${PENDING.redirectUri}?code=c&state=s`, PENDING, { store: memoryStore(), fetch: instant(), ...given }), { clientsecret: "x" }, "clientsecret is no option; did you mean clientSecret?"],
    "restore()": [({ Session, memoryStore }, given) => Session.restore({ clientId: "id", store: memoryStore(), ...given }), { clientID: "id" }, "clientID is no option; did you mean clientId?"],
  };
  for (const [what, [call, given, says]] of Object.entries(REFUSED)) {
    QUnit.test(`${what} refuses ${Object.keys(given)}`, async (assert) => {
      const api = await load();
      const fetch = instant();
      const client = new api.Client({ auth: "token", userId: "1", fetch });
      const error = await rejection((async () => call({ ...api, client }, given))());
      assert.ok(error instanceof api.XError && error.code === "invalid_argument", String(error));
      assert.ok(error.message.startsWith(says), error.message);
      assert.strictEqual(fetch.calls.length, 0);
    });
  }

  QUnit.test("accessToken() refuses options that do not exist", async (assert) => {
    const { completeSignIn, memoryStore } = await load();
    const fetch = async () => new Response('{"token_type":"bearer","access_token":"a","scope":"s","expires_in":7200}');
    const session = await completeSignIn(`${PENDING.redirectUri}?code=c&state=s`, PENDING, { store: memoryStore(), fetch, baseUrl: "https://x.example" });
    assert.strictEqual(await session.accessToken({}), "a");
    const { message } = await rejection(session.accessToken({ rejected: "a" }));
    assert.strictEqual(message, "rejected is no option; did you mean rejectedToken?");
  });

  QUnit.test("people, plans, lists, stores and clocks may have other members", async (assert) => {
    const { Client, formatList, memoryStore } = await load();
    const clock = { now: () => Date.now(), wait: async () => {}, mine: 1 };
    const fetch = instant('{"data":[{"id":"2","connection_status":[]}]}');
    const client = new Client({ auth: "token", userId: "1", fetch, clock });
    const people = { ids: ["2"], mine: 1 };
    assert.strictEqual((await client.users(people)).users.length, 1);
    const plan = await client.plan({ mute: people });
    const job = await client.job({ ...plan, note: "mine" }, { store: { ...memoryStore(), mine: 1 } });
    assert.strictEqual(job.report().total, 1);
    assert.ok((await formatList(people, "lines")).startsWith("2"));
  });
}
