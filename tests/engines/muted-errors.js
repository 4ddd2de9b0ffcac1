// What a list of users does where it cannot go on: it fails, and says where; it never ends in silence.
import { crowd, forEachList, idsOf } from "./crowd.js";
import { rejection } from "./support.js";

export default function mutedErrors(QUnit, env) {
  forEachList(QUnit, (list) => register(QUnit, env, list));
}

function register(QUnit, env, list) {
  const prepare = (assert, count, options) => crowd(env, assert, count, options, list);

  const page = (json) => ({ respond: { status: 200, body: JSON.stringify(json) } });
  const FAULTS = [
    ["503", { respond: { status: 503, body: "upstream" } }, "server_error"],
    ["a reset", { reset: true }, "network"],
    ["401", { respond: { status: 401, body: "{}" } }, "unauthorized"],
    ["429", { respond: { status: 429, body: "Rate limit exceeded" } }, "rate_limited"],
    ["neither data nor meta", page({}), "bad_response"],
    ["only includes", page({ includes: {} }), "bad_response"],
    ["a meta that says nothing", page({ meta: {} }), "bad_response"],
    ["data that is no list", page({ data: { id: "1" } }), "bad_response"],
    ["a user without an ID", page({ data: [{ id: "1" }, { name: "x" }], meta: { result_count: 2 } }), "bad_response"],
    ["an ID that is a number", { respond: { status: 200, body: '{"data":[{"id":1234567890123456789}]}' } }, "bad_response"],
    ["half a page", { respond: { status: 200, body: '{"data":[{"id":"1"},{"id"' } }, "bad_response"],
    ["only errors", page({ errors: [{ title: "Forbidden", detail: "no", type: "https://api.x.com/2/problems/not-authorized-for-resource" }] }), "forbidden"],
    ["an error that is no refusal of a page", page({ errors: [{ title: "Not Found Error" }] }), "not_found"],
  ];
  for (const [what, fault, code] of FAULTS) {
    QUnit.test(`where a page is answered with ${what}, the list does not end but fails with ${code}, and goes on from there`, async (assert) => {
      const { listed, ids, XError, fault: add, control } = await prepare(assert, 25);
      // More than once: browsers repeat a GET that was reset.
      await add({ ...fault, times: 0 });
      const first = await rejection(listed({ pageSize: 10 }).next());
      assert.deepEqual([first instanceof XError, first.code, first.endpoint, first.nextToken], [true, code, list.name, undefined]);
      await control("DELETE", "faults");
      await add({ ...fault, times: 0, path_contains: "pagination_token" });
      const found = [];
      const error = await rejection((async () => {
        for await (const { id } of listed({ pageSize: 10 })) found.push(id);
      })());
      assert.deepEqual([error.code, typeof error.nextToken, found], [code, "string", ids.slice(0, 10)]);
      const { nextToken } = error;
      const again = await rejection(listed({ pageSize: 10, nextToken }).next());
      assert.deepEqual([again.code, again.nextToken], [code, nextToken]);
      await control("DELETE", "faults");
      assert.deepEqual([...found, ...await idsOf(listed({ pageSize: 10, nextToken: again.toJSON().nextToken }))], ids);
    });
  }

  QUnit.test("a page whose next page is itself is a bad_response, and not without end", async (assert) => {
    const { listed, fault } = await prepare(assert, 0);
    await fault({ times: 0, ...page({ data: [{ id: "5" }], meta: { result_count: 1, next_token: "same" } }) });
    const error = await rejection(idsOf(listed()));
    assert.deepEqual([error.code, error.nextToken], ["bad_response", "same"]);
  });

  QUnit.test("a limit that ends beyond maxRateLimitWaitMs is rate_limited, with when and where to go on", async (assert) => {
    const { listed, ids, control, clock } = await prepare(assert, 25, { maxRateLimitWaitMs: 60_000 });
    await control("POST", "limits", { endpoint: list.name, remaining: 2 });
    const found = [];
    const error = await rejection((async () => {
      for await (const { id } of listed({ pageSize: 10 })) found.push(id);
    })());
    assert.deepEqual([error.code, error.rateLimit.limit, found.length], ["rate_limited", 15, 20]);
    await clock.advance(error.retryAt - clock.now());
    assert.deepEqual(await idsOf(listed({ nextToken: error.nextToken })), ids.slice(20));
  });

  // --- what is refused ------------------------------------------------------------------------------------------

  const REFUSED = [
    ...[0, 1001, -1, 1.5, NaN, "10", null, 2 ** 32 + 10].map((pageSize) => ["pageSize", { pageSize }]),
    ...["id", 5, [5], [""], null].map((userFields) => ["userFields", { userFields }]),
    ...[5, {}].map((nextToken) => ["nextToken", { nextToken }]),
    ["options", 5],
    ["timeoutMs", { timeoutMs: -1 }],
  ];
  for (const [argument, options] of REFUSED) {
    QUnit.test(`${JSON.stringify(options)} as options is refused, and nothing is sent`, async (assert) => {
      const { listed, XError, sent } = await prepare(assert, 1);
      for (const list of [listed(options), listed(options).pages()]) {
        const error = await rejection(list.next());
        assert.ok(error instanceof XError && error.code === "invalid_argument", String(error));
        assert.ok(error.message.includes(argument), error.message);
      }
      assert.strictEqual(await sent(), 0);
    });
  }
}
