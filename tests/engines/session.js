// A session that is signed in: one good token at a time, refreshed once for all that wait.
import { signInWorld } from "../support/sign-in.js";
import { gated, instant, rejection, turn, unhandled } from "./support.js";

export const LIFE = 7_200_000;

export default function session(QUnit, env) {
  const prepare = async (assert) => {
    const here = await signInWorld(await import(env.pkg + env.clientEntry), env, `${env.engine} ${assert.test.testId}`);
    const options = here.settings();
    const { baseUrl, clientId } = here;
    const revoke = (token) => fetch(`${baseUrl}/2/oauth2/revoke`, { method: "POST", body: new URLSearchParams({ token, client_id: clientId }) });
    return { ...here, options, revoke, session: await here.signIn(options), restore: (more) => here.Session.restore({ ...options, clientId, ...more }) };
  };

  QUnit.test("while its token is fresh that is given, and nothing is sent", async (assert) => {
    const { session, clock, refreshes } = await prepare(assert);
    const token = await session.accessToken();
    await clock.advance(LIFE - 90_000);
    assert.strictEqual(await session.accessToken(), token);
    assert.strictEqual(await refreshes(), 0);
  });

  QUnit.test("a token is refreshed before it expires, and the new one is stored for all", async (assert) => {
    const { session, clock, refreshes, restore, Client, baseUrl, other } = await prepare(assert);
    const [token, { expiresAt, scopes }] = [await session.accessToken(), session];
    for (let times = 1; times <= 3; times += 1) {
      await clock.advance(LIFE - 30_000);
      const fresh = await session.accessToken();
      assert.notStrictEqual(fresh, token);
      assert.strictEqual(await (await restore()).accessToken(), fresh);
      assert.strictEqual(await refreshes(), times);
    }
    assert.ok(Math.abs(session.expiresAt - expiresAt - 3 * (LIFE - 30_000)) < 20_000);
    assert.deepEqual(session.scopes, scopes);
    assert.deepEqual(await new Client({ auth: session, baseUrl }).mute(other), { data: { muting: true } });
  });

  QUnit.test("50 that ask at once, of two sessions of one store, have one refresh and one token", async (assert) => {
    const { session, clock, refreshes, restore } = await prepare(assert);
    const sessions = [session, await restore()];
    await clock.advance(LIFE);
    const tokens = await Promise.all(Array.from({ length: 50 }, (_, at) => sessions[at % 2].accessToken()));
    assert.deepEqual([new Set(tokens).size, await refreshes()], [1, 1]);
  });

  QUnit.test("a refresh that somebody else has made is taken, also where the token in hand was refused", async (assert) => {
    const { session, clock, refreshes, restore, revoke, Client, baseUrl, other } = await prepare(assert);
    const elsewhere = await restore();
    await clock.advance(LIFE);
    assert.strictEqual(await session.accessToken(), await elsewhere.accessToken());
    assert.strictEqual(await refreshes(), 1);
    await revoke(await session.accessToken());
    for (const each of [session, elsewhere]) await new Client({ auth: each, baseUrl }).mute(other);
    assert.strictEqual(await refreshes(), 2);
  });

  // --- aborts ---------------------------------------------------------------------------------------------------

  QUnit.test("an abort ends the waiting of its own caller, and not the refresh", async (assert) => {
    const { restore, clock, refreshes } = await prepare(assert);
    const fetch = gated();
    const session = await restore({ fetch });
    await clock.advance(LIFE);
    const controller = new AbortController();
    const [mine, others] = [session.accessToken({ signal: controller.signal }), session.accessToken()];
    while (fetch.waiting === 0) await turn();
    controller.abort("mine");
    assert.strictEqual(await rejection(mine), "mine");
    fetch.open();
    assert.strictEqual(await others, await session.accessToken());
    assert.strictEqual(await refreshes(), 1);
  });

  QUnit.test("a refresh goes on when all that waited have left, and is there for the next", async (assert) => {
    const { restore, clock, refreshes } = await prepare(assert);
    const fetch = gated();
    const session = await restore({ fetch });
    await clock.advance(LIFE);
    const controller = new AbortController();
    const mine = rejection(session.accessToken({ signal: controller.signal }));
    while (fetch.waiting === 0) await turn();
    controller.abort("mine");
    assert.strictEqual(await mine, "mine");
    fetch.open();
    assert.strictEqual(await session.accessToken(), await (await restore()).accessToken());
    assert.strictEqual(await refreshes(), 1);
  });

  QUnit.test("a signal that has aborted before rejects, and no refresh is begun", async (assert) => {
    const { restore, clock } = await prepare(assert);
    const fetch = instant("", { status: 503 });
    const session = await restore({ fetch });
    await clock.advance(LIFE);
    const stop = unhandled(env, "mine");
    assert.strictEqual(await rejection(session.accessToken({ signal: AbortSignal.abort("mine") })), "mine");
    assert.deepEqual(await stop(), []);
    assert.strictEqual(fetch.calls.length, 0);
  });

  QUnit.test("an abort of a call of a client's ends the call, and not the refresh", async (assert) => {
    const { restore, clock, refreshes, Client, baseUrl } = await prepare(assert);
    const fetch = gated();
    const session = await restore({ fetch });
    await clock.advance(LIFE);
    const controller = new AbortController();
    const call = rejection(new Client({ auth: session, baseUrl }).me({ signal: controller.signal }));
    while (fetch.waiting === 0) await turn();
    controller.abort("mine");
    assert.strictEqual(await call, "mine");
    fetch.open();
    await session.accessToken();
    assert.strictEqual(await refreshes(), 1);
  });

  // --- calls ----------------------------------------------------------------------------------------------------

  /** How the token of a session comes to be refused. */
  const REFUSED = {
    "was revoked": async ({ session, revoke }) => revoke(await session.accessToken()),
    "expired, though by this clock it has not": ({ control }) => control("POST", "clock", { advance_ms: LIFE }),
    "expired": ({ clock }) => clock.advance(LIFE),
  };
  for (const [what, arrange] of Object.entries(REFUSED)) {
    QUnit.test(`20 calls at once whose token ${what} have one refresh, and succeed`, async (assert) => {
      const here = await prepare(assert);
      const { session, Client, baseUrl, other, me, refreshes, control } = here;
      await arrange(here);
      await control("POST", "limits", { endpoint: "mute", limit: 1000 });
      const client = new Client({ auth: session, baseUrl, userId: me, maxRetries: 0 });
      const replies = await Promise.all(Array.from({ length: 20 }, () => client.mute(other)));
      assert.ok(replies.every(({ data }) => data.muting));
      assert.strictEqual(await refreshes(), 1);
    });
  }

  QUnit.test("a 403 refreshes nothing", async (assert) => {
    const { back, options, completeSignIn, Client, baseUrl, other, refreshes } = await prepare(assert);
    const { callback, pending } = await back({ scopes: ["users.read", "tweet.read", "offline.access"] });
    const reader = await completeSignIn(callback, pending, { ...options, key: "reader" });
    assert.strictEqual((await rejection(new Client({ auth: reader, baseUrl }).mute(other))).code, "forbidden");
    assert.strictEqual(await refreshes(), 0);
  });

  QUnit.test("without offline.access it ends with its token: sign_in, that says so", async (assert) => {
    const { back, options, completeSignIn, clock, refreshes } = await prepare(assert);
    const { callback, pending } = await back({ scopes: ["mute.write", "users.read"] });
    const session = await completeSignIn(callback, pending, { ...options, key: "short" });
    await session.accessToken();
    await clock.advance(LIFE);
    const error = await rejection(session.accessToken());
    assert.ok(error.code === "sign_in" && error.message.includes("offline.access"), String(error));
    assert.strictEqual(await refreshes(), 0);
  });

  QUnit.test("several accounts in one store are told apart by key", async (assert) => {
    const { session, options, control, back, completeSignIn, restore, clock, refreshes, Client, baseUrl, other } = await prepare(assert);
    await control("POST", "signed_in", { user_id: other });
    const { callback, pending } = await back();
    const theirs = await completeSignIn(callback, pending, { ...options, key: "theirs" });
    assert.notStrictEqual(await theirs.accessToken(), await session.accessToken());
    await clock.advance(LIFE);
    const who = async (session) => new Client({ auth: session, baseUrl }).userId();
    assert.deepEqual(await Promise.all([who(session), who(theirs)]), ["2244994945", other]);
    assert.strictEqual(await refreshes(), 2);
    assert.strictEqual(await who(await restore({ key: "theirs" })), other);
    await session.signOut();
    assert.deepEqual([await restore(), await who(theirs)], [undefined, other]);
  });
}
