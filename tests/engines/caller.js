// What the caller gives: options that throw, and a fetch that gives anything.
import { instant, rejection } from "./support.js";

export default function caller(QUnit, env) {
  const load = () => import(env.pkg + env.entry);

  QUnit.test("what a getter on the options throws is what the call rejects with", async (assert) => {
    const { mute } = await load();
    const mine = new RangeError("mine");
    for (const name of ["baseUrl", "signal", "timeoutMs", "fetch", "headers", "onResponse"]) {
      const options = Object.defineProperty({}, name, { get() { throw mine; } });
      assert.strictEqual(await rejection(mute("token", "1", "2", options)), mine);
    }
  });

  const NONSENSE = [
    ["undefined", () => undefined, "bad_response"],
    ["null", () => null, "bad_response"],
    ["a number", () => 5, "bad_response"],
    ["an empty object", () => ({}), "bad_response"],
    ["a status without headers", () => ({ status: 200 }), "bad_response"],
    ["a status that is none", () => ({ status: NaN, headers: new Headers() }), "bad_response"],
    ["headers that throw", () => ({ status: 200, headers: { get() { throw 1; } } }), "bad_response"],
    ["a body that is no stream", () => ({ status: 200, headers: new Headers(), body: 5 }), "bad_response"],
    ["a text() that throws", () => ({ status: 200, headers: new Headers(), text() { throw 1; } }), "network"],
    ["a refusal whose text() throws", () => ({ status: 403, headers: new Headers(), text() { throw 1; } }), "forbidden"],
    ["a text() that gives no text", () => ({ status: 200, headers: new Headers(), text: () => 5 }), "bad_response"],
    ["a getter that throws", () => ({ get status() { throw 1; } }), "network"],
    ["an exception", () => { throw new Error("mine"); }, "network"],
    ["an exception that is no Error", () => { throw "mine"; }, "network"],
    ["a rejection with undefined", () => Promise.reject(), "network"],
    ["a body that was read", async () => {
      const response = new Response("{}");
      await response.text();
      return response;
    }, "network"],
    ["a stream of text", () => new Response(new ReadableStream({ start: (c) => { c.enqueue("{}"); c.close(); } })), "network"],
    ["a redirect", () => new Response("", { status: 302, headers: { location: "https://example.org" } }), "bad_response"],
    ["an empty reply", () => new Response(null, { status: 204 }), "bad_response"],
    ["the opposite", () => new Response('{"data":{"muting":false}}'), "bad_response"],
    ["a status that is a bigint", () => ({ status: 200n, headers: new Headers() }), "bad_response"],
    ["a status that is text", () => ({ status: "200", headers: new Headers() }), "bad_response"],
    ["headers that are no text", () => ({ status: 429, headers: new Map([["retry-after", 5], ["x-transaction-id", {}]]), text: async () => "" }), "rate_limited"],
    ["a type that ends in an escape", () => new Response('{"type":"https:\\/\\/api.x.com\\/2\\/problems\\/foo\\/"}', { status: 400 }), "bad_request"],
    ["chunks without end and without bytes", () => new Response(new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array()) })), "bad_response"],
    ["an array", () => new Response("[]"), "bad_response"],
    ["HTML", () => new Response("<html>", { status: 503 }), "server_error"],
    ["nothing and 404", () => new Response("", { status: 404 }), "not_found"],
  ];
  for (const [what, fetch, code] of NONSENSE) {
    QUnit.test(`a fetch that gives ${what}: ${code}`, async (assert) => {
      const { mute, XError } = await load();
      const error = await rejection(mute("token", "1", "2", { fetch, maxRetries: 0 }));
      assert.ok(error instanceof XError, String(error));
      assert.strictEqual(error.code, code);
      assert.notOk(error.message.includes("[object"), error.message);
    });
  }

  QUnit.test("a Response of the caller's own making will do", async (assert) => {
    const { mute } = await load();
    const fetch = async () => ({ status: 200, headers: new Map(), text: async () => '{"data":{"muting":true}}' });
    assert.deepEqual(await mute("token", "1", "2", { fetch }), { data: { muting: true } });
  });

  QUnit.test("characters that are cut in two by a body's chunks are whole in what is told", async (assert) => {
    const { mute } = await load();
    const detail = "é€😀";
    const bytes = new TextEncoder().encode(JSON.stringify({ title: "Odd", detail }));
    const fetch = async () => new Response(new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    }), { status: 400 });
    assert.strictEqual((await rejection(mute("token", "1", "2", { fetch }))).detail, detail);
  });

  QUnit.test("a reply larger than 16 MiB is a bad_response", async (assert) => {
    const { mute } = await load();
    const body = new Uint8Array(16 * 1024 * 1024 + 1).fill(32);
    const error = await rejection(mute("token", "1", "2", { fetch: async () => new Response(body) }));
    assert.strictEqual(error.code, "bad_response");
    assert.ok(error.message.includes("larger than 16 MiB"), error.message);
  });

  QUnit.test("a token that is echoed does not come with the error", async (assert) => {
    const { mute } = await load();
    const token = "s3cret/to+ken.s3cret==";
    const body = JSON.stringify({ title: "Odd", detail: `You sent Bearer ${token}`, errors: [{ message: token }] });
    const escapes = [(c) => c, (c) => `\\${c}`, (c) => `\\u00${c.charCodeAt(0).toString(16)}`, (c) => `\\u00${c.charCodeAt(0).toString(16).toUpperCase()}`];
    const escaped = escapes.map((escape, at) => body.replace(at === 1 ? /[/]/g : /[/+=]/g, escape));
    for (const echo of [...escaped, `<html>${token}`]) {
      const headers = { "x-transaction-id": token };
      const error = await rejection(mute(token, "1", "2", { fetch: instant(echo, { status: 400, headers }) }));
      assert.notOk(`${error.stack} ${JSON.stringify(error)}`.includes(token), JSON.stringify(error));
    }
  });
}
