// Signing in: to X's page and back, with a code that is exchanged once.
import { signInWorld } from "../support/sign-in.js";
import { instant, rejection } from "./support.js";
import { textsOf, withSecret } from "./texts.js";

export default function signIn(QUnit, env) {
  const prepare = async (assert) => signInWorld(await import(env.pkg + env.clientEntry), env, `${env.engine} ${assert.test.testId}`);
  const SCOPES = ["mute.read", "mute.write", "tweet.read", "users.read", "offline.access"];

  QUnit.test("beginSignIn sends people to X's page with all that it asks for", async (assert) => {
    const { begin, clientId, redirectUri, beginSignIn } = await prepare(assert);
    const { url, pending } = await begin();
    const { searchParams } = new URL(url);
    const { state, code_challenge: challenge, ...rest } = Object.fromEntries(searchParams);
    assert.deepEqual(rest, {
      response_type: "code", client_id: clientId, redirect_uri: redirectUri, scope: SCOPES.join(" "), code_challenge_method: "S256",
    });
    assert.strictEqual([...searchParams].length, 7);
    assert.strictEqual(pending.state, state);
    assert.ok(/^[\w-]{22,500}$/.test(state), `${state} has 128 bits, in base64url`);
    assert.ok(/^[\w-]{43}$/.test(challenge), `${challenge} is a SHA-256`);
    assert.notOk(Object.values(pending).includes(challenge));
    assert.deepEqual(JSON.parse(JSON.stringify(pending)), pending, "it is plain JSON");
    assert.ok(Object.values(pending).every((value) => typeof value === "string"));
    const { url: ofX } = await beginSignIn({ clientId, redirectUri, scopes: ["mute.write"] });
    assert.ok(ofX.startsWith("https://x.com/i/oauth2/authorize?"), ofX);
    assert.strictEqual(new URL(ofX).searchParams.get("scope"), "mute.write");
  });

  QUnit.test("the challenge is the SHA-256 of a verifier of at least 256 bits", async (assert) => {
    const { begin } = await prepare(assert);
    const { url, pending } = await begin();
    const challenge = new URL(url).searchParams.get("code_challenge");
    const hashes = await Promise.all(Object.values(pending).map(async (text) => {
      const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
      return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace("=", "");
    }));
    const verifier = Object.values(pending)[hashes.indexOf(challenge)];
    assert.ok(/^[\w-]{43,128}$/.test(verifier), verifier);
  });

  QUnit.test("50 sign-ins have 50 states, challenges and verifiers", async (assert) => {
    const { begin } = await prepare(assert);
    const all = await Promise.all(Array.from({ length: 50 }, () => begin()));
    for (const of of [({ pending }) => pending.state, ({ url }) => new URL(url).searchParams.get("code_challenge"), ({ pending }) => JSON.stringify(pending)]) {
      assert.strictEqual(new Set(all.map(of)).size, 50);
    }
  });

  const REFUSED = [
    ["options", undefined], ["options", 5],
    ["clientId", {}], ["clientId", { clientId: "" }], ["clientId", { clientId: 5 }],
    ["redirectUri", { redirectUri: undefined }], ["redirectUri", { redirectUri: "/back" }], ["redirectUri", { redirectUri: 5 }],
    ["scopes", { scopes: "mute.write" }], ["scopes", { scopes: [5] }], ["scopes", { scopes: 5 }],
    ["authorizeUrl", { authorizeUrl: "http://x.com/i/oauth2/authorize" }], ["authorizeUrl", { authorizeUrl: "https://x.com/?a" }],
    ["authorizeUrl", { authorizeUrl: "javascript:alert(1)" }], ["authorizeUrl", { authorizeUrl: "x" }],
  ];
  for (const [argument, given] of REFUSED) {
    QUnit.test(`beginSignIn refuses ${JSON.stringify(given)}, and names ${argument}`, async (assert) => {
      const { beginSignIn, XError } = await import(env.pkg + env.clientEntry);
      const isWhole = typeof given === "object" && Object.keys(given).length > 0;
      const options = isWhole ? { clientId: "id", redirectUri: "https://a.example/", ...given } : given;
      const error = await rejection(beginSignIn(options));
      assert.ok(error instanceof XError && error.code === "invalid_argument", String(error));
      assert.ok(error.message.includes(argument), error.message);
    });
  }

  QUnit.test("who allows it has a session with scopes, an end and tokens that mute", async (assert) => {
    const { signIn: begin, clock, Client, baseUrl, other, mutes, forms, clientId, redirectUri } = await prepare(assert);
    const session = await begin();
    assert.deepEqual(session.scopes, SCOPES);
    assert.ok(session.expiresAt instanceof Date);
    assert.ok(Math.abs(session.expiresAt - clock.now() - 7_200_000) < 30_000, session.expiresAt.toISOString());
    const token = await session.accessToken();
    assert.ok(typeof token === "string" && token.length > 40);
    await new Client({ auth: session, baseUrl }).mute(other);
    assert.deepEqual(await mutes(), [other]);
    const [{ code, code_verifier: verifier, status, ...form }, ...more] = await forms("token");
    assert.deepEqual([form, status, more], [{ grant_type: "authorization_code", client_id: clientId, redirect_uri: redirectUri }, 200, []]);
    assert.ok(code.length > 0 && verifier.length >= 43);
  });

  QUnit.test("what is pending may be kept as JSON, and the callback be a URL", async (assert) => {
    const { back, settings, completeSignIn } = await prepare(assert);
    const { callback, pending } = await back({ scopes: ["mute.write", "tweet.read", "users.read"] });
    const session = await completeSignIn(new URL(callback), JSON.parse(JSON.stringify(pending)), settings());
    assert.deepEqual(session.scopes, ["mute.write", "tweet.read", "users.read"]);
  });

  QUnit.test("the session says when it ends by the clock that it is given", async (assert) => {
    const { clock, signIn: begin } = await prepare(assert);
    await clock.advance(86_400_000);
    const { expiresAt } = await begin();
    assert.ok(Math.abs(expiresAt - Date.now() - 86_400_000 - 7_200_000) < 30_000);
  });

  // --- what is no way back --------------------------------------------------------------------------------------

  /** What may be wrong with the way back: how it is changed, whether X is asked, and what the error says. */
  const WRONG = [
    ["a user who denies it", { decision: "deny" }, false, /did not allow it/],
    ["a foreign state", { callback: (url) => url.replace(/state=[^&]+/, `state=${"A".repeat(43)}`) }, false, /state/],
    ["no state", { callback: (url) => url.replace(/state=[^&]+/, "") }, false, /state/],
    ["an empty state on both sides", { callback: (url) => url.replace(/state=[^&]+/, "state="), pending: { state: " " } }, false, /state/],
    ["the state twice", { callback: (url) => `${url}&state=x` }, false, /state/],
    ["another redirect URI", { callback: (url) => `https://evil.example/back${new URL(url).search}` }, false, /redirect URI/],
    ["another path", { callback: (url) => url.replace("/back", "/backwards") }, false, /redirect URI/],
    ["another host that begins like it", { callback: (url) => url.replace(/^(https?:\/\/[^/:]+)/, "$1.evil.example") }, false, /redirect URI/],
    ["no code", { callback: (url) => url.replace(/code=[^&]+/, "") }, false, /code/],
    ["an error of X's", { callback: (url) => url.replace(/code=[^&]+/, "error=server_error&error_description=Try+later") }, false, /server_error: Try later/],
    ["a code of somebody's", { callback: (url) => url.replace(/code=[^&]+/, "code=somebodys") }, true, /authorization code was invalid/],
    ["another verifier", { pending: { verifier: "v".repeat(43) } }, true, /code verifier did not match/],
    ["a code that is 31 s old", { wait: 31_000 }, true, /authorization code was invalid/],
  ];
  for (const [what, { decision, callback: change = (url) => url, pending: changes, wait = 0 }, isAsked, says] of WRONG) {
    QUnit.test(`${what} is sign_in, with X's words where it has any`, async (assert) => {
      const { back, settings, completeSignIn, XError, clock, forms } = await prepare(assert);
      const { callback, pending } = await back({}, decision);
      await clock.advance(wait);
      const options = settings();
      const error = await rejection(completeSignIn(change(callback), { ...pending, ...changes }, options));
      assert.ok(error instanceof XError && error.code === "sign_in", String(error));
      assert.ok(says.test(error.message), error.message);
      if (isAsked) assert.ok(says.test(error.detail), error.detail);
      assert.strictEqual((await forms("token")).length, isAsked ? 1 : 0);
      assert.strictEqual(await options.store.get("session"), undefined);
      for (const secret of [new URL(callback).searchParams.get("code") ?? "none", pending.verifier]) {
        assert.deepEqual(withSecret([...textsOf(error), ...textsOf(error.toJSON())], secret), []);
      }
    });
  }

  QUnit.test("a code that lives 29 s is exchanged", async (assert) => {
    const { back, settings, completeSignIn, clock, Session } = await prepare(assert);
    const { callback, pending } = await back();
    await clock.advance(29_000);
    assert.ok(await completeSignIn(callback, pending, settings()) instanceof Session);
  });

  QUnit.test("a code is good once", async (assert) => {
    const { back, settings, completeSignIn } = await prepare(assert);
    const { callback, pending } = await back();
    await completeSignIn(callback, pending, settings());
    const error = await rejection(completeSignIn(callback, pending, settings()));
    assert.deepEqual([error.code, error.detail], ["sign_in", "Value passed for the authorization code was invalid."]);
  });

  QUnit.test("a Session is made by signing in, and not by new", async (assert) => {
    const { Session, XError } = await import(env.pkg + env.clientEntry);
    assert.throws(() => new Session(), (error) => error instanceof XError && error.code === "invalid_argument");
    assert.throws(() => new Session({}, {}), (error) => error instanceof XError);
    assert.strictEqual(instant().calls.length, 0);
  });
}
