// What is in the store: a session, or nothing that anyone could take for one.
import { signInWorld } from "../support/sign-in.js";
import { rejection } from "./support.js";
import { LIFE } from "./session.js";

export default function sessionRestore(QUnit, env) {
  const prepare = async (assert) => signInWorld(await import(env.pkg + env.clientEntry), env, `${env.engine} ${assert.test.testId}`);

  const STORES = { memoryStore: ({ memoryStore }) => memoryStore() };
  if (globalThis.indexedDB) STORES.indexedDbStore = ({ indexedDbStore }, name) => indexedDbStore(`test ${name} ${Math.random()}`);
  STORES["a Store of the caller's own"] = () => {
    const values = new Map();
    return {
      name: `own ${Math.random()}`,
      get: async (key) => values.get(key),
      // Called more than once, as it may be.
      update: async (key, change) => {
        change("somebody else's");
        const value = change(values.get(key));
        if (value === undefined) values.delete(key);
        else values.set(key, value);
      },
    };
  };

  for (const [what, make] of Object.entries(STORES)) {
    QUnit.test(`a session comes back from ${what}, refreshes there, and leaves it empty`, async (assert) => {
      const here = await prepare(assert);
      const { signIn, settings, Session, clientId, clock, requests, refreshes } = here;
      const options = { ...settings(), store: make(here, assert.test.testId), clientId };
      assert.strictEqual(await Session.restore(options), undefined);
      const session = await signIn(options);
      const before = (await requests()).length;
      const restored = await Session.restore(options);
      assert.ok(restored instanceof Session);
      assert.deepEqual([restored.scopes, restored.expiresAt], [session.scopes, session.expiresAt]);
      assert.strictEqual(await restored.accessToken(), await session.accessToken());
      assert.strictEqual((await requests()).length, before, "nothing is sent for that");
      await clock.advance(LIFE);
      const token = await restored.accessToken();
      assert.strictEqual(await (await Session.restore(options)).accessToken(), token);
      assert.strictEqual(await refreshes(), 1);
      await restored.signOut();
      assert.deepEqual([await Session.restore(options), await options.store.get("session")], [undefined, undefined]);
    });
  }

  QUnit.test("there is none under another key, or of another client", async (assert) => {
    const { signIn, settings, Session, clientId } = await prepare(assert);
    const options = settings();
    await signIn(options);
    assert.strictEqual(await Session.restore({ ...options, clientId, key: "another" }), undefined);
    assert.strictEqual(await Session.restore({ ...options, clientId: "another" }), undefined);
    assert.ok(await Session.restore({ ...options, clientId }) instanceof Session);
  });

  QUnit.test("an expired session comes back, and is refreshed when it is used", async (assert) => {
    const { signIn, settings, Session, clientId, clock, refreshes } = await prepare(assert);
    const options = settings();
    await signIn(options);
    await clock.advance(LIFE * 10);
    const session = await Session.restore({ ...options, clientId });
    assert.ok(session.expiresAt < clock.now());
    assert.strictEqual(await refreshes(), 0);
    await session.accessToken();
    assert.ok(session.expiresAt > clock.now());
  });

  // --- damage ---------------------------------------------------------------------------------------------------

  const without = (name) => (stored) => JSON.stringify({ ...stored, [name]: undefined });
  const given = (name, value) => (stored) => JSON.stringify({ ...stored, [name]: value });
  const FIELDS = ["version", "client_id", "access_token", "refresh_token", "scope", "expires_at"];
  const DAMAGE = {
    "nothing": () => "", "a space": () => " ", "null": () => "null", "true": () => "true", "a number": () => "5", "text": () => '"text"',
    "an empty list": () => "[]", "a list of it": (stored) => JSON.stringify([stored]), "an empty object": () => "{}",
    "half of it": (stored, text) => text.slice(0, text.length / 2), "all but the end": (stored, text) => text.slice(0, -1), "it twice": (stored, text) => text + text,
    "it and a NUL": (stored, text) => `${text}\0`, "it in another encoding": (stored, text) => [...text].join("\0"), "deep lists": () => "[".repeat(100_000),
    "deep objects": () => '{"a":'.repeat(100_000), "a megabyte": () => "x".repeat(1 << 20), "a prototype": () => '{"__proto__":{"version":1}}', "HTML": () => "<html>",
    ...Object.fromEntries(FIELDS.map((name) => [`no ${name}`, without(name)])),
    ...Object.fromEntries(FIELDS.flatMap((name) => [null, true, [], {}].map((value) => [`${JSON.stringify(value)} as ${name}`, given(name, value)]))),
    "another version": given("version", 2), "another client": given("client_id", "another"), "an empty token": given("access_token", ""),
    "a token with a space": given("access_token", "a b"), "a token with a line break": given("access_token", "a\nb"), "a token with its scheme": given("access_token", "Bearer abc"),
    "a token that is a number": given("access_token", 5), "a refresh token that is a number": given("refresh_token", 5), "a scope that is a number": given("scope", 5),
    "an end that is text": given("expires_at", "soon"), "an end before the beginning": given("expires_at", -1), "half a millisecond": given("expires_at", 1.5),
    "an end beyond time": given("expires_at", 1e300), "an end that no Date holds": given("expires_at", 9e15), "an end of digits without end": (stored, text) => text.replace(/("expires_at":)\d+/, `$1${"9".repeat(400)}`),
  };
  for (const [what, damage] of Object.entries(DAMAGE)) {
    QUnit.test(`${what} in the store is no session`, async (assert) => {
      const { signIn, settings, Session, clientId, XError, Client, baseUrl } = await prepare(assert);
      const options = settings();
      const session = await signIn(options);
      const text = await options.store.get("session");
      const damaged = damage(JSON.parse(text), text);
      await options.store.update("session", () => damaged);
      const restored = await Session.restore({ ...options, clientId }).catch((error) => error);
      assert.ok(restored === undefined || restored instanceof XError, String(restored?.expiresAt ?? restored));
      assert.strictEqual(await options.store.get("session"), damaged, "it is left as it was");
      // Nor does a session of before break at it.
      await options.clock.advance(LIFE);
      assert.strictEqual((await rejection(session.accessToken())).code, "sign_in");
      assert.strictEqual((await rejection(new Client({ auth: session, baseUrl }).me())).code, "sign_in");
    });
  }

  const NO_TEXT = { "a number": 5, "an object": {}, "null": null, "a symbol": Symbol("x"), "a function": () => "x", "what cannot be text": { toString() { throw new Error("mine"); } }, "nothing at all": Object.create(null) };
  for (const [what, value] of Object.entries(NO_TEXT)) {
    QUnit.test(`a store that gives ${what} has no session, or fails as a store`, async (assert) => {
      const { settings, Session, clientId, XError } = await prepare(assert);
      const store = { name: `odd ${Math.random()}`, get: async () => value, update: async () => {} };
      const restored = await Session.restore({ ...settings({ store }), clientId }).catch((error) => error);
      assert.ok(restored === undefined || (restored instanceof XError && restored.code === "storage"), String(restored?.code));
    });
  }
}
