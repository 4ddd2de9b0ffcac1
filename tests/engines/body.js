// A body as the platform's own fetch gives it: whole where it is sure to be short, else as it arrives. Which it was shows only
// in whether the response's stream was touched.
import { rejection, turn, withPlatformFetch } from "./support.js";

const MUTED = '{"data":{"muting":true}}';

/** What is answered beside "content-length: 44", as overrides, and whether WebKit may have that without a stream. */
const ANSWERS = [
  ["of a told length", {}, true],
  ["of a told length, gzipped", { "content-encoding": "gzip" }, true],
  ["of no told length", { "content-length": undefined }, false],
  ["of a length that could be too long, decoded", { "content-length": "16257" }, false],
  ["of a length that is none", { "content-length": "-1" }, false],
  ["of two lengths", { "content-length": "44, 45" }, false],
  ["of a told length, chunked", { "transfer-encoding": "chunked" }, false],
  ["in an encoding without a bound", { "content-encoding": "br" }, false],
  ["in two encodings", { "content-encoding": "gzip, gzip" }, false],
];

export default function body(QUnit, env) {
  /** Acts while this response, with a told length, is all that the platform's fetch gives; tells whether its stream was touched. */
  async function answered(response, act) {
    const api = await import(env.pkg + env.entry);
    let touched = false;
    const { body } = response;
    Object.defineProperty(response, "body", { get: () => (touched = true, body) });
    await withPlatformFetch(async () => response, () => act(api));
    return touched;
  }

  const answer = (body, headers = {}, status = 200) => {
    const all = Object.entries({ "content-length": "44", ...headers }).filter(([, value]) => value !== undefined);
    return new Response(body, { status, headers: all });
  };

  for (const [what, headers, isWhole] of ANSWERS) {
    QUnit.test(`a body ${what} is ${isWhole ? "had whole in WebKit" : "read as it arrives"}`, async (assert) => {
      const touched = await answered(answer(MUTED, headers), async ({ mute }) => {
        assert.deepEqual(await mute("token", "1", "2"), { data: { muting: true } });
      });
      assert.strictEqual(touched, !(isWhole && env.engine === "webkit"));
    });
  }

  QUnit.test("a body of another origin, whose encoding may be hidden, is read as it arrives", async (assert) => {
    const response = Object.defineProperty(answer(MUTED), "type", { value: "cors" });
    assert.true(await answered(response, ({ mute }) => mute("token", "1", "2")));
  });

  QUnit.test("a refusal is read as it arrives: what has arrived of it is told", async (assert) => {
    const response = answer('{"title":"Forbidden"}', {}, 403);
    assert.true(await answered(response, async ({ mute }) => {
      assert.strictEqual((await rejection(mute("token", "1", "2"))).title, "Forbidden");
    }));
  });

  const GO_ON = {
    "timeoutMs has passed": { timeoutMs: 50 },
    "its signal has aborted": { signal: "soon" },
  };
  for (const [why, { timeoutMs = 0, signal }] of Object.entries(GO_ON)) {
    QUnit.test(`a stream of the caller's own is cancelled when ${why}`, async (assert) => {
      const { mute } = await import(env.pkg + env.entry);
      let cancelled;
      let isOver = false;
      const isCancelled = new Promise((resolve) => {
        cancelled = resolve;
      });
      const body = new ReadableStream({
        async pull(controller) {
          await turn();
          if (!isOver) controller.enqueue(new Uint8Array(1));
        },
        cancel() {
          isOver = true;
          cancelled(true);
        },
      });
      const aborting = new AbortController();
      const call = mute("token", "1", "2", { fetch: async () => new Response(body), timeoutMs, maxRetries: 0, signal: signal && aborting.signal });
      if (signal !== undefined) setTimeout(() => aborting.abort(new Error("mine")), 20);
      await rejection(call);
      assert.ok(await isCancelled);
    });
  }

  const stream = (source) => answer(new ReadableStream(source));
  const FAULTS = [
    ["breaks off", () => stream({ start: (controller) => controller.error(new TypeError("gone")) }), "network"],
    ["does not end", () => stream({}), "timeout"],
    ["is empty", () => answer(""), "bad_response"],
    ["is no JSON", () => answer("<html>"), "bad_response"],
    ["is longer than was told, and than is ever read", () => answer(new Uint8Array(16 * 1024 * 1024 + 1).fill(32)), "bad_response"],
  ];
  for (const [what, fault, code] of FAULTS) {
    QUnit.test(`a body of a told length that ${what}: ${code}`, async (assert) => {
      await answered(fault(), async ({ mute }) => {
        assert.strictEqual((await rejection(mute("token", "1", "2", { timeoutMs: 200, maxRetries: 0 }))).code, code);
      });
    });
  }
}
