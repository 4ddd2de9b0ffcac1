// How a session ends, how a refresh fails, and that nothing of either tells a secret.
import { signInWorld } from "../support/sign-in.js";
import { gated, rejection, turn, withShortTimers } from "./support.js";
import { textsOf, withSecret } from "./texts.js";
import { LIFE } from "./session.js";

export default function sessionEnds(QUnit, env) {
  const prepare = async (assert) => {
    const here = await signInWorld(await import(env.pkg + env.clientEntry), env, `${env.engine} ${assert.test.testId}`);
    const options = here.settings({ clientId: here.clientId });
    const { store } = options;
    const session = await here.signIn(options);
    /** The tokens that are stored: the access token and the refresh token. */
    const tokens = async () => {
      const { access_token: access, refresh_token: refresh } = JSON.parse(await store.get("session"));
      return [access, refresh];
    };
    const stored = () => store.get("session");
    return { ...here, options, session, tokens, stored, restore: (more) => here.Session.restore({ ...options, ...more }) };
  };
  const tellsNone = (assert, error, secrets) => {
    const texts = [...textsOf(error), ...textsOf(error.toJSON())];
    for (const secret of secrets) assert.deepEqual(withSecret(texts, secret).map((text) => text.slice(0, 200)), []);
  };

  // --- refreshes that fail --------------------------------------------------------------------------------------

  const NEW = { token_type: "bearer", expires_in: 7200, access_token: "new-access-that-nobody-may-see", refresh_token: "new-refresh-that-nobody-may-see" };
  const respond = (status, body, headers = []) => ({ respond: { status, body: typeof body === "string" ? body : JSON.stringify(body), headers } });
  const PASSING = [
    ["503", respond(503, "upstream connect error"), "server_error"],
    ["a reset", { reset: true }, "network"],
    ["no answer", { hold: true }, "timeout"],
    ["429", respond(429, "Rate limit exceeded"), "rate_limited"],
    ["a page", respond(200, "<html>Wi-Fi"), "bad_response"],
    ["a redirect", respond(302, "", [["location", "https://example.org/"]]), "network bad_response"],
    ["an answer without a token", respond(200, { token_type: "bearer" }), "bad_response"],
    ["tokens with 201", respond(201, NEW), "bad_response"],
    ["tokens in half an answer", respond(200, JSON.stringify(NEW).slice(0, -1)), "bad_response"],
    ["a token that is none", respond(200, { ...NEW, access_token: "new-access-that-nobody-may-see or not" }), "bad_response"],
    ["a 400 that says nothing of the token", respond(400, { error: "invalid_request", error_description: "Missing required parameter [x]." }), "sign_in"],
    ["a 401 of the client", respond(401, { error: "unauthorized_client", error_description: "Missing valid authorization header" }), "sign_in"],
    ["a 403 of a firewall", respond(403, "<html>blocked"), "sign_in"],
    ["an echo", respond(400, { error: "invalid_request", error_description: "REFRESH", sent: "refresh_token=REFRESH" }), "sign_in"],
  ];
  for (const [what, fault, codes] of PASSING) {
    QUnit.test(`a refresh that meets ${what} fails, tells no secret, and works when that has passed`, async (assert) => {
      const { restore, tokens, clock, fault: add, control, stored, XError } = await prepare(assert);
      // Not by X's log: browsers repeat what was reset.
      let sent = 0;
      const session = await restore({ fetch: (...args) => (sent += 1, fetch(...args)) });
      const [access, refresh] = await tokens();
      const before = await stored();
      await clock.advance(LIFE);
      await add({ times: 0, path_contains: "/oauth2/token", ...JSON.parse(JSON.stringify(fault).replaceAll("REFRESH", refresh)) });
      const error = await withShortTimers(500, () => rejection(session.accessToken()));
      assert.ok(error instanceof XError && codes.split(" ").includes(error.code), String(error));
      tellsNone(assert, error, [access, refresh, NEW.access_token, NEW.refresh_token]);
      assert.ok(sent <= 2, "it is repeated once, at most");
      assert.strictEqual(await stored(), before);
      await control("DELETE", "faults");
      assert.notStrictEqual(await session.accessToken(), access);
    });
  }

  QUnit.test("a refresh whose answer is lost once is tried once more", async (assert) => {
    const { session, clock, fault, refreshes } = await prepare(assert);
    await clock.advance(LIFE);
    await fault({ path_contains: "/oauth2/token", respond: { status: 503, body: "" } });
    assert.ok((await session.accessToken()).length > 0);
    assert.strictEqual(await refreshes(), 2);
  });

  /** How a session comes to have ended at X. */
  const ENDED = {
    "whose refresh token was used elsewhere": async ({ tokens, baseUrl, clientId }) => {
      const body = new URLSearchParams({ grant_type: "refresh_token", refresh_token: (await tokens())[1], client_id: clientId });
      await fetch(`${baseUrl}/2/oauth2/token`, { method: "POST", body });
    },
    "whose refresh X made, but whose answer was lost": ({ fault }) => fault({ path_contains: "/oauth2/token", takes_effect: true, ...respond(502, "lost") }),
    "that X has ended": ({ fault }) => fault({ path_contains: "/oauth2/token", ...respond(400, { error: "invalid_grant" }) }),
  };
  for (const [what, arrange] of Object.entries(ENDED)) {
    QUnit.test(`a session ${what} is sign_in, and the store is empty`, async (assert) => {
      const here = await prepare(assert);
      const { session, tokens, clock, stored, restore, XError } = here;
      const secrets = await tokens();
      await clock.advance(LIFE);
      await arrange(here);
      const errors = await Promise.all([session.accessToken(), session.accessToken()].map(rejection));
      errors.push(await rejection(session.accessToken()));
      for (const error of errors) {
        assert.ok(error instanceof XError && error.code === "sign_in", String(error));
        tellsNone(assert, error, secrets);
      }
      assert.deepEqual([await stored(), await restore()], [undefined, undefined]);
    });
  }

  // --- signing out ----------------------------------------------------------------------------------------------

  QUnit.test("signOut revokes both tokens, and empties the store", async (assert) => {
    const { session, tokens, forms, stored, restore, Client, baseUrl, clientId } = await prepare(assert);
    const both = await tokens();
    assert.strictEqual(await session.signOut(), undefined);
    const revoked = await forms("revoke");
    assert.deepEqual(revoked.map(({ token }) => token).sort(), both.sort());
    assert.deepEqual(revoked.map(({ status, client_id: id }) => [status, id]), [[200, clientId], [200, clientId]]);
    assert.deepEqual([await stored(), await restore()], [undefined, undefined]);
    for (const attempt of [() => session.accessToken(), () => new Client({ auth: session, baseUrl }).me()]) {
      assert.strictEqual((await rejection(attempt())).code, "sign_in");
    }
    assert.strictEqual(await session.signOut(), undefined);
    assert.strictEqual((await forms("revoke")).length, 2, "there is nothing left to revoke");
  });

  for (const [what, fault, codes] of [["503", respond(503, "upstream"), "server_error"], ["a reset", { reset: true }, "network"], ["400", respond(400, { error: "invalid_request" }), "sign_in"], ["no answer", { hold: true }, "timeout"]]) {
    QUnit.test(`signOut forgets the session, also where X answers with ${what}, and says so`, async (assert) => {
      const { session, tokens, fault: add, stored, forms, XError } = await prepare(assert);
      const both = await tokens();
      await add({ times: 0, path_contains: "/oauth2/revoke", ...fault });
      const error = await withShortTimers(500, () => rejection(session.signOut()));
      assert.ok(error instanceof XError && codes.split(" ").includes(error.code), String(error));
      assert.strictEqual(error.endpoint, "revoke");
      tellsNone(assert, error, both);
      assert.strictEqual(await stored(), undefined);
      assert.strictEqual((await rejection(session.accessToken())).code, "sign_in");
      assert.deepEqual([...new Set((await forms("revoke")).map(({ token }) => token))].sort(), both.sort(), "both were tried");
    });
  }

  QUnit.test("a session of the same store notices that another has signed out", async (assert) => {
    const { session, restore, Client, baseUrl } = await prepare(assert);
    const other = await restore();
    await session.signOut();
    assert.strictEqual((await rejection(new Client({ auth: other, baseUrl }).me())).code, "sign_in");
    assert.strictEqual((await rejection(other.accessToken({ rejectedToken: await other.accessToken().catch(() => "") }))).code, "sign_in");
  });

  QUnit.test("signOut during a refresh waits for it, and revokes what came of it", async (assert) => {
    const { restore, clock, forms, stored, Client, baseUrl } = await prepare(assert);
    const fetch = gated();
    const session = await restore({ fetch });
    await clock.advance(LIFE);
    const refreshing = session.accessToken().catch((error) => error);
    while (fetch.waiting === 0) await turn();
    const signedOut = session.signOut();
    fetch.open();
    const token = await refreshing;
    await signedOut;
    assert.ok(typeof token !== "string" || (await forms("revoke")).some((form) => form.token === token), "the new token is worthless");
    assert.strictEqual((await forms("revoke")).length, 2);
    assert.strictEqual(await stored(), undefined);
    assert.strictEqual((await rejection(session.accessToken())).code, "sign_in");
    assert.strictEqual((await rejection(new Client({ auth: session, baseUrl }).me())).code, "sign_in");
  });

  QUnit.test("after signing out one can sign in again, in the same store", async (assert) => {
    const { session, signIn, options, Client, baseUrl, me } = await prepare(assert);
    await session.signOut();
    const again = await signIn(options);
    assert.strictEqual((await new Client({ auth: again, baseUrl }).me()).id, me);
    assert.strictEqual(await session.accessToken(), await again.accessToken(), "and the one of before finds it there");
  });
}
