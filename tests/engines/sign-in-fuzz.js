// Whatever is given as the way back: an XError, or a session where it is right.
import { instant, rejection } from "./support.js";

export default function signInFuzz(QUnit, env) {
  const load = () => import(env.pkg + env.clientEntry);
  const REDIRECT = "https://app.example/back";

  /** What is no URL, or a URL that is none of ours. */
  const CALLBACKS = [
    undefined, null, 5, true, "", " ", "x", "/back?code=c&state=STATE", "?code=c&state=STATE", "https://", "https:///", "//app.example/back?code=c&state=STATE",
    "javascript:alert(1)", "data:text/html,x", "about:blank", "blob:https://app.example/1", "mailto:a@b.c", "urn:x", "file:///etc/passwd",
    REDIRECT, `${REDIRECT}?`, `${REDIRECT}#`, `${REDIRECT}?code`, `${REDIRECT}?state`, `${REDIRECT}?code=c`, `${REDIRECT}?state=STATE`, `${REDIRECT}?state=STATE&code=`,
    `${REDIRECT}#code=c&state=STATE`, `${REDIRECT}/?code=c&state=STATE`, `${REDIRECT}/../back?code=c&state=`, `${REDIRECT};x?code=c&state=STATE`, `${REDIRECT}%2f?code=c&state=STATE`,
    `${REDIRECT}?code=c&state=state`, `${REDIRECT}?code=c&state=STATE%00`, `${REDIRECT}?code=c&state=STATE%20`, `${REDIRECT}?code=c&state=+STATE`, `${REDIRECT}?code=c&state=STATE&state=STATE`,
    `${REDIRECT}?code=c&state=%ED%A0%80`, `${REDIRECT}?code=c&state=${"S".repeat(100_000)}`, `${REDIRECT}?code=c&STATE=STATE`, `${REDIRECT}?code=c&state[]=STATE`, `${REDIRECT}?code=c;state=STATE`,
    `http://app.example/back?code=c&state=STATE`, `https://app.example:444/back?code=c&state=STATE`, `https://APP.example.evil/back?code=c&state=STATE`, `https://user:pass@app.example/back?code=c&state=STATE`,
    `https://app.example/BACK?code=c&state=STATE`, `https://app.example/back\\?code=c&state=STATE`, `${REDIRECT}?state=STATE&error=`, `${REDIRECT}?state=STATE&error=access_denied`,
    `${REDIRECT}?state=STATE&error=%22%5C%0A%00&error_description=%22%7D%5C`, `${REDIRECT}?state=STATE&error=a&error=b`, `${REDIRECT}?state=STATE&code=c&error=access_denied`,
    `${REDIRECT}?state=STATE&error=${"e".repeat(100_000)}`, `${REDIRECT}?state=STATE&error=%E2%80%AE%F0%9F%98%80`, {}, [], { href: `${REDIRECT}?code=c&state=STATE` }, Symbol("x"), () => REDIRECT,
    { toString: () => `${REDIRECT}?code=c&state=STATE` }, 10n,
  ];

  QUnit.test(`${CALLBACKS.length} callbacks that are none are refused with an XError, and nothing is sent`, async (assert) => {
    const { beginSignIn, completeSignIn, memoryStore, XError } = await load();
    const fetch = instant();
    const { pending } = await beginSignIn({ clientId: "id", redirectUri: REDIRECT });
    for (const given of CALLBACKS) {
      const callback = typeof given === "string" ? given.replaceAll("STATE", pending.state) : given;
      const error = await rejection(completeSignIn(callback, pending, { store: memoryStore(), fetch, baseUrl: "https://proxy.example" }));
      const what = `${String(given).slice(0, 100)}: ${error}`;
      assert.ok(error instanceof XError && ["sign_in", "invalid_argument"].includes(error.code), what);
      assert.notOk(/\[object|undefined:/.test(error.message), what);
    }
    assert.strictEqual(fetch.calls.length, 0);
    assert.ok(CALLBACKS.length >= 60);
  });

  const PENDING = [
    undefined, null, 5, "", "{}", [], {}, { state: 5 }, { state: "" }, { clientId: "" }, { clientId: null }, { clientId: 5 }, { redirectUri: "" }, { redirectUri: "x" },
    { redirectUri: "https://evil.example/" }, { redirectUri: {} }, { verifier: "" }, { verifier: 5 }, { verifier: undefined }, { state: Symbol("x") }, { state: "a\nb" }, { state: "\ud800" },
    { redirectUri: `${REDIRECT}\nx` }, { redirectUri: "javascript:alert(1)" }, { state: "s".repeat(100_000) }, { redirectUri: `${REDIRECT}er` }, { redirectUri: [REDIRECT] }, { verifier: ["v"] },
  ];
  for (const [at, given] of PENDING.entries()) {
    QUnit.test(`what is pending, damaged in way ${at + 1}, is refused with an XError, and nothing is sent`, async (assert) => {
      const { beginSignIn, completeSignIn, memoryStore, XError } = await load();
      const fetch = instant();
      const { pending } = await beginSignIn({ clientId: "id", redirectUri: REDIRECT });
      const isChange = typeof given === "object" && given !== null && Object.keys(given).length > 0;
      const damaged = isChange ? { ...pending, ...given } : given;
      const error = await rejection(completeSignIn(`${REDIRECT}?code=c&state=${pending.state}`, damaged, { store: memoryStore(), fetch, baseUrl: "https://proxy.example" }));
      assert.ok(error instanceof XError && ["sign_in", "invalid_argument"].includes(error.code), String(error));
      assert.notOk(error.message.includes(pending.verifier), error.message);
      assert.strictEqual(fetch.calls.length, 0);
    });
  }

  const OPTIONS = [
    ["options", undefined], ["options", 5], ["store", { store: undefined }], ["store", { store: {} }], ["store", { store: { get() {} } }], ["key", { key: 5 }], ["key", { key: "" }],
    ["baseUrl", { baseUrl: "x" }], ["baseUrl", { baseUrl: "http://api.x.com" }], ["fetch", { fetch: 5 }], ["headers", { headers: { authorization: "x" } }], ["clock", { clock: {} }], ["clientSecret", { clientSecret: 5 }],
  ];
  for (const [argument, given] of OPTIONS) {
    QUnit.test(`completeSignIn and Session.restore refuse ${JSON.stringify(given)} as options, and name ${argument}`, async (assert) => {
      const { beginSignIn, completeSignIn, memoryStore, Session, XError } = await load();
      const fetch = instant();
      const { pending } = await beginSignIn({ clientId: "id", redirectUri: REDIRECT });
      const options = typeof given === "object" ? { store: memoryStore(), fetch, baseUrl: "https://proxy.example", ...given } : given;
      const restored = typeof options === "object" ? { clientId: "id", ...options } : options;
      for (const error of [await rejection(completeSignIn(`${REDIRECT}?code=c&state=${pending.state}`, pending, options)), await rejection(Session.restore(restored))]) {
        assert.ok(error instanceof XError && error.code === "invalid_argument", String(error));
        assert.ok(error.message.startsWith(`${argument} `), error.message);
      }
      assert.strictEqual(fetch.calls.length, 0);
    });
  }
}
