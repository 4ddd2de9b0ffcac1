// Signing in where something is in the way: the network, the page's origin, whatever is given.
import { signInWorld } from "../support/sign-in.js";
import { instant, rejection, withPlatformFetch, withShortTimers } from "./support.js";
import { textsOf, withSecret } from "./texts.js";

export default function signInFailures(QUnit, env) {
  const prepare = async (assert) => signInWorld(await import(env.pkg + env.clientEntry), env, `${env.engine} ${assert.test.testId}`);
  const tokens = { token_type: "bearer", expires_in: 7200, access_token: "access-that-nobody-may-see", refresh_token: "refresh-that-nobody-may-see", scope: "mute.read" };
  const respond = (status, body, headers = []) => ({ respond: { status, body: typeof body === "string" ? body : JSON.stringify(body), headers } });

  /** What may become of the exchange, and the codes that are right. */
  const FAULTS = [
    ["no answer", { hold: true }, "timeout"],
    ["an answer that is lost", { hold: true, takes_effect: true }, "timeout"],
    ["a connection that closes after half an answer", { raw: { bytes: "HTTP/1.1 200 OK\r\ncontent-length: 100\r\naccess-control-allow-origin: *\r\n\r\n{", then: "reset" } }, "network"],
    ["503", respond(503, "upstream connect error"), "server_error"],
    ["500 as a problem", respond(500, { title: "Internal Server Error" }), "server_error"],
    ["a page", respond(200, "<html>Wi-Fi"), "bad_response"],
    ["a redirect", respond(307, "", [["location", "https://example.org/"]]), "network bad_response"],
    ["an answer without a token", respond(200, { token_type: "bearer" }), "bad_response"],
    ["a token that is a number", respond(200, { ...tokens, access_token: 5.5 }), "bad_response"],
    ["a token with a line break", respond(200, { ...tokens, access_token: "access-that-nobody-may-see\n" }), "bad_response"],
    ["tokens with 201", respond(201, tokens), "bad_response"],
    ["tokens in half an answer", respond(200, JSON.stringify(tokens).slice(0, -1)), "bad_response"],
    ["tokens after padding", respond(200, `)]}'\n${JSON.stringify(tokens)}`), "bad_response"],
    ["tokens with 500", respond(500, tokens), "server_error"],
    ["a problem that echoes", respond(400, { error: "invalid_request", error_description: "CODE VERIFIER", code: "CODE", verifier: "VERIFIER" }), "sign_in"],
    ["429", respond(429, "Rate limit exceeded"), "rate_limited"],
    ["401 of a confidential client", respond(401, { error: "unauthorized_client", error_description: "Missing valid authorization header" }), "sign_in"],
  ];
  for (const [what, fault, codes] of FAULTS) {
    QUnit.test(`an exchange that meets ${what} is not repeated, and tells no secret`, async (assert) => {
      const { back, settings, completeSignIn, XError, fault: add, forms } = await prepare(assert);
      const { callback, pending } = await back();
      const code = new URL(callback).searchParams.get("code");
      await add({ times: 0, path_contains: "/oauth2/token", ...JSON.parse(JSON.stringify(fault).replaceAll("CODE", code).replaceAll("VERIFIER", pending.verifier)) });
      const options = settings();
      const error = await withShortTimers(500, () => rejection(completeSignIn(callback, pending, options)));
      assert.ok(error instanceof XError, String(error));
      assert.ok(codes.split(" ").includes(error.code), String(error));
      assert.strictEqual(error.attempts, 1);
      assert.strictEqual((await forms("token")).length, 1);
      assert.strictEqual(await options.store.get("session"), undefined);
      for (const secret of [code, pending.verifier, tokens.access_token, tokens.refresh_token]) {
        assert.deepEqual(withSecret([...textsOf(error), ...textsOf(error.toJSON())], secret).map((text) => text.slice(0, 200)), []);
      }
    });
  }

  // --- who must not ask X itself --------------------------------------------------------------------------------

  const X = ["https://api.x.com", "https://api.twitter.com", "https://x.com", undefined];
  for (const baseUrl of X) {
    QUnit.test(`from a web page, ${baseUrl ?? "X itself, as it is by default,"} is not asked for tokens: a page cannot read the answer`, async (assert) => {
      const { back, settings, completeSignIn, signIn, Session } = await prepare(assert);
      const { callback, pending } = await back();
      const kept = settings({ baseUrl });
      await signIn({ store: kept.store });
      const sent = await globally(instant(JSON.stringify(tokens)), async () => {
        const error = await rejection(completeSignIn(callback, pending, settings({ baseUrl })).then(() => { throw "signed in"; }));
        const restored = await Session.restore({ ...kept, clientId: pending.clientId });
        const expired = { now: () => Date.now() + 9e6, wait: kept.clock.wait };
        const later = await Session.restore({ ...kept, clientId: pending.clientId, clock: expired });
        const errors = [error, await rejection(later.accessToken().then(() => { throw "refreshed"; }))];
        await restored.accessToken();
        return errors.map((one) => one.code ?? one);
      });
      if (env.site === undefined) assert.deepEqual(sent, { value: ["signed in", "refreshed"], calls: 2 });
      else assert.deepEqual(sent, { value: ["invalid_argument", "invalid_argument"], calls: 0 });
    });
  }

  /** Acts with another global fetch; gives what comes of it, and how often that was called. */
  async function globally(fetch, act) {
    const value = await withPlatformFetch(fetch, act);
    return { value, calls: fetch.calls.length };
  }

  const SECRET = "client-secret-that-nobody-may-see";
  if (env.site !== undefined) {
    QUnit.test("a clientSecret in a browser is refused, and nothing is sent", async (assert) => {
      const { back, settings, completeSignIn, forms, Session, XError, clientId } = await prepare(assert);
      const { callback, pending } = await back();
      const options = settings({ clientSecret: SECRET });
      for (const error of [await rejection(completeSignIn(callback, pending, options)), await rejection(Session.restore({ ...options, clientId }))]) {
        assert.ok(error instanceof XError && error.code === "invalid_argument" && error.message.startsWith("clientSecret "), String(error));
        assert.deepEqual(withSecret(textsOf(error), SECRET), []);
      }
      assert.deepEqual(await forms("token"), []);
    });
  } else {
    QUnit.test("a confidential client signs in, refreshes and signs out with its secret", async (assert) => {
      const { signIn, control, clientId, clock, requests, forms } = await prepare(assert);
      await control("POST", "clients", { client_id: clientId, client_secret: SECRET });
      const session = await signIn({ clientSecret: SECRET });
      await clock.advance(7_200_000);
      await session.accessToken();
      await session.signOut();
      assert.deepEqual((await forms("token")).map(({ status }) => status), [200, 200]);
      assert.deepEqual((await forms("revoke")).map(({ status }) => status), [200, 200]);
      assert.ok((await requests()).every(({ headers, body }) => new Headers(headers).get("authorization").startsWith("Basic ") && !body.includes(SECRET)));
    });

    QUnit.test("a wrong or missing secret is sign_in with X's words, and is not told", async (assert) => {
      const { signIn, control, clientId } = await prepare(assert);
      await control("POST", "clients", { client_id: clientId, client_secret: "another" });
      for (const clientSecret of [SECRET, undefined]) {
        const error = await rejection(signIn({ clientSecret }));
        assert.deepEqual([error.code, error.status, error.title], ["sign_in", 401, "unauthorized_client"]);
        assert.deepEqual(withSecret(textsOf(error), SECRET), []);
      }
    });
  }

  QUnit.test("without WebCrypto, as on a page over plain http, signing is unsupported and says how to serve the page", async (assert) => {
    const { Client, beginSignIn, XError } = await import(env.pkg + env.clientEntry);
    const fetch = instant();
    const keys = { consumerKey: "k", consumerSecret: "s", accessToken: "1-t", accessTokenSecret: "s" };
    Object.defineProperty(crypto, "subtle", { value: undefined, configurable: true });
    try {
      for (const call of [() => beginSignIn({ clientId: "c", redirectUri: "https://a.b" }), () => new Client({ auth: keys, fetch }).me()]) {
        const error = await rejection(call());
        assert.ok(error instanceof XError && error.code === "unsupported", String(error));
        assert.strictEqual(error.message, "WebCrypto cannot be had: a web page has it over https and on localhost only; serve it so");
      }
    } finally {
      delete crypto.subtle;
    }
    assert.strictEqual(fetch.calls.length, 0);
  });
}
