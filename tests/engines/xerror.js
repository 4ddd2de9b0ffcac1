// The one error class.
import { instant, rejection } from "./support.js";

export default function xerror(QUnit, env) {
  async function limited() {
    const { mute, XError } = await import(env.pkg + env.entry);
    const headers = {
      "x-rate-limit-limit": "50", "x-rate-limit-remaining": "0", "x-rate-limit-reset": "1900000000",
      "x-transaction-id": "abc",
    };
    const body = '{"title":"Too Many Requests","detail":"Too Many Requests","type":"about:blank","account_id":1234567890,"errors":[{"id":1234567890123456789,"__proto__":{"polluted":true}}]}';
    const error = await rejection(mute("token", "1", "2", { fetch: instant(body, { status: 429, headers }) }));
    return { error, XError };
  }

  QUnit.test("it is an Error, with a name, a stack and a message that reads well", async (assert) => {
    const { error, XError } = await limited();
    assert.ok(error instanceof XError && error instanceof Error);
    assert.strictEqual(error.name, "XError");
    assert.strictEqual(String(error), "XError: mute: 429 Too Many Requests; wait until `retryAt`, or set maxRateLimitWaitMs");
    assert.strictEqual(Object.prototype.toString.call(error), "[object Error]");
    assert.ok("stack" in error);
    assert.notOk(Object.keys(error).includes("name"));
  });

  QUnit.test("toJSON and from keep everything but the cause", async (assert) => {
    const { error, XError } = await limited();
    for (const copy of [error.toJSON(), JSON.parse(JSON.stringify(error)), structuredClone(error.toJSON())]) {
      const again = XError.from(copy);
      assert.ok(again instanceof XError);
      assert.strictEqual(again.message, error.message);
      assert.deepEqual(again.toJSON(), error.toJSON());
      assert.ok(again.rateLimit.resetAt instanceof Date);
    }
  });

  QUnit.test("from refuses what is no XError", async (assert) => {
    const { XError } = await limited();
    for (const json of [undefined, null, 5, "x", {}, { code: "network" }, { name: "XError" }, new Error("x"), []]) {
      assert.throws(() => XError.from(json), (error) => error instanceof XError && error.code === "invalid_argument");
    }
  });

  QUnit.test("the cause is what was thrown", async (assert) => {
    const { mute } = await import(env.pkg + env.entry);
    const thrown = new TypeError("mine");
    assert.strictEqual((await rejection(mute("token", "1", "2", { fetch: () => { throw thrown; }, maxRetries: 0 }))).cause, thrown);
  });

  QUnit.test("big numbers keep every digit, and __proto__ in a reply changes no prototype", async (assert) => {
    const { error } = await limited();
    assert.strictEqual(error.errors[0].id, "1234567890123456789");
    assert.strictEqual({}.polluted, undefined);
    assert.strictEqual(error.errors[0].polluted, undefined);
    assert.strictEqual(Object.getPrototypeOf(error.errors[0]), Object.prototype);
  });
}
