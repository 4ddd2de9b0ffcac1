// How calls end: by their signal, by their time limit, after their retries.
import { world } from "../support/world.js";
import { instant, rejection, silent, turn, withPlatformFetch } from "./support.js";

export default function ending(QUnit, env) {
  const load = () => import(env.pkg + env.entry);
  const newWorld = (assert) => world(env.xServer, `${env.engine} ${assert.test.testId}`);

  const REASON = "a reason that is a string";

  QUnit.test("a signal that has aborted before rejects with its reason, and nothing is sent", async (assert) => {
    const { mute } = await load();
    const fetch = instant();
    assert.strictEqual(await rejection(mute("token", "1", "2", { fetch, signal: AbortSignal.abort(REASON) })), REASON);
    assert.strictEqual(fetch.calls.length, 0);
  });

  QUnit.test("a signal that aborts while the module loads rejects with its reason, and nothing is sent", async (assert) => {
    const { mute } = await import(await env.copyPkg() + env.entry);
    const fetch = instant();
    const controller = new AbortController();
    const rejected = rejection(mute("token", "1", "2", { fetch, signal: controller.signal }));
    controller.abort(REASON);
    assert.strictEqual(await rejected, REASON);
    await turn();
    assert.strictEqual(fetch.calls.length, 0);
  });

  QUnit.test("a signal that aborts during the request rejects with its reason", async (assert) => {
    const { mute } = await load();
    const { baseUrl, token, me, other, fault } = await newWorld(assert);
    await fault({ hold: true, method: "POST" });
    const controller = new AbortController();
    const rejected = rejection(mute(token, me, other, { baseUrl, signal: controller.signal }));
    setTimeout(() => controller.abort(REASON), 50);
    assert.strictEqual(await rejected, REASON);
  });

  QUnit.test("a signal that aborts after the call changes nothing", async (assert) => {
    const { mute } = await load();
    const controller = new AbortController();
    const reply = await mute("token", "1", "2", { fetch: instant(), signal: controller.signal });
    controller.abort(REASON);
    await turn();
    assert.deepEqual(reply, { data: { muting: true } });
  });

  for (const reason of [undefined, null, 0, new TypeError("mine")]) {
    QUnit.test(`an abort with ${reason} rejects with exactly that`, async (assert) => {
      const { mute } = await load();
      const controller = new AbortController();
      const rejected = rejection(mute("token", "1", "2", { fetch: silent(), signal: controller.signal }));
      await turn();
      controller.abort(reason);
      assert.strictEqual(await rejected, controller.signal.reason);
    });
  }

  QUnit.test("listeners on the signal are removed, however the call ends", async (assert) => {
    const { mute } = await load();
    for (const fetch of [instant(), instant("", { status: 404 }), () => { throw 1; }]) {
      const { signal } = new AbortController();
      let listeners = 0;
      const add = signal.addEventListener.bind(signal);
      const remove = signal.removeEventListener.bind(signal);
      signal.addEventListener = (...args) => { listeners += 1; add(...args); };
      signal.removeEventListener = (...args) => { listeners -= 1; remove(...args); };
      await mute("token", "1", "2", { fetch, signal, maxRetries: 0 }).catch(() => {});
      assert.strictEqual(listeners, 0);
    }
  });

  QUnit.test("sixty calls of one signal have one listener on it, which goes with the last of them", async (assert) => {
    const { mute } = await load();
    for (const end of ["answers", "abort"]) {
      const controller = new AbortController();
      const { signal } = controller;
      const log = [];
      const add = signal.addEventListener.bind(signal);
      const remove = signal.removeEventListener.bind(signal);
      signal.addEventListener = (...args) => { log.push("add"); add(...args); };
      signal.removeEventListener = (...args) => { log.push("remove"); remove(...args); };
      const answers = [];
      const fetch = () => new Promise((resolve) => answers.push(resolve));
      const order = [];
      const calls = Array.from({ length: 60 }, (_, at) => mute("token", "1", "2", { fetch, signal, timeoutMs: 0 }).then(() => order.push(at), (reason) => order.push([at, reason])));
      for (let turns = 0; answers.length < 60 && turns < 100; turns += 1) await turn();
      assert.deepEqual(log, ["add"]);
      if (end === "abort") controller.abort(REASON);
      for (const [at, answer] of answers.entries()) {
        if (at === 59) assert.deepEqual(log, end === "abort" ? ["add", "remove"] : ["add"]);
        answer(new Response('{"data":{"muting":true}}'));
        if (at === 58) await Promise.all(calls.slice(0, 59));
      }
      await Promise.all(calls);
      assert.deepEqual(log, ["add", "remove"]);
      assert.deepEqual(order, Array.from({ length: 60 }, (_, at) => (end === "abort" ? [at, REASON] : at)), "first come, first told");
      await mute("token", "1", "2", { fetch: instant(), signal }).catch(() => {});
      assert.strictEqual(log.length, end === "abort" ? 2 : 4, "a later call has a listener of its own");
    }
  });

  QUnit.test("a call's end leaves others of its signal alone, and so does a signal that cannot be left", async (assert) => {
    const { mute } = await load();
    const controller = new AbortController();
    const { signal } = controller;
    const waiting = rejection(mute("token", "1", "2", { fetch: silent(), signal }));
    assert.deepEqual(await mute("token", "1", "2", { fetch: instant(), signal }), { data: { muting: true } });
    controller.abort(REASON);
    assert.strictEqual(await waiting, REASON);
    const broken = Object.assign(new EventTarget(), { aborted: false, addEventListener() { throw new Error("mine"); } });
    for (const _ of [1, 2]) assert.strictEqual((await rejection(mute("token", "1", "2", { fetch: instant(), signal: broken }))).message, "mine");
  });

  QUnit.test("a reply that does not come within timeoutMs is a timeout", async (assert) => {
    const { mute } = await load();
    const { baseUrl, token, me, other, fault } = await newWorld(assert);
    await fault({ hold: true, method: "POST" });
    const error = await rejection(mute(token, me, other, { baseUrl, timeoutMs: 60, maxRetries: 0 }));
    assert.deepEqual([error.code, error.endpoint, error.attempts], ["timeout", "mute", 1]);
  });

  QUnit.test("a fetch that never settles and hears no signal is a timeout", async (assert) => {
    const { mute } = await load();
    const error = await rejection(mute("token", "1", "2", { fetch: () => new Promise(() => {}), timeoutMs: 20, maxRetries: 0 }));
    assert.strictEqual(error.code, "timeout");
  });

  QUnit.test("whoever waits is late at their own time, whoever else may wait as long", async (assert) => {
    const { mute } = await load();
    const options = { timeoutMs: 40, maxRetries: 0 };
    const wait = async () => {
      const began = performance.now();
      const { code } = await rejection(mute("token", "1", "2", { ...options, fetch: silent() }));
      return { code, took: performance.now() - began };
    };
    await mute("token", "1", "2", { ...options, fetch: instant() });
    const first = wait();
    await mute("token", "1", "2", { ...options, fetch: instant() });
    // Timers may be early by the clocks' own steps.
    for (const { code, took } of await Promise.all([first, wait()])) assert.ok(code === "timeout" && took >= 38, `${code} after ${took} ms`);
  });

  QUnit.test("timers that were replaced since the last call are those that count", async (assert) => {
    const { mute } = await load();
    await mute("token", "1", "2", { fetch: instant() });
    const { setTimeout } = globalThis;
    try {
      globalThis.setTimeout = (late) => setTimeout(late, 0);
      const { code } = await rejection(mute("token", "1", "2", { fetch: silent(), maxRetries: 0 }));
      assert.strictEqual(code, "timeout");
    } finally {
      globalThis.setTimeout = setTimeout;
    }
  });

  QUnit.test("a signal that has aborted is given to no other request", async (assert) => {
    const { mute } = await load();
    const aborted = [];
    for (const answer of [instant(), silent(), instant(), instant()]) {
      const fetch = (url, init) => {
        aborted.push(init.signal.aborted);
        return answer(url, init);
      };
      await withPlatformFetch(fetch, () => mute("token", "1", "2", { timeoutMs: 20, maxRetries: 0 })).catch(() => {});
    }
    assert.deepEqual(aborted, [false, false, false, false]);
  });

  QUnit.test("a fetch of the caller's own is given a signal for each request", async (assert) => {
    const { mute } = await load();
    const fetch = instant();
    for (const id of ["2", "3", "4"]) await mute("token", "1", id, { fetch });
    assert.strictEqual(new Set(fetch.calls.map(({ signal }) => signal)).size, 3);
  });

  QUnit.test("a body that never ends is a timeout", async (assert) => {
    const { mute } = await load();
    const { baseUrl, token, me, other, fault } = await newWorld(assert);
    const bytes = "HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\ncontent-type: application/json\r\n\r\n{";
    await fault({ method: "POST", raw: { bytes, repeat: { bytes: " ", every_ms: 10, times: 0 } } });
    assert.strictEqual((await rejection(mute(token, me, other, { baseUrl, timeoutMs: 300, maxRetries: 0 }))).code, "timeout");
  });

  QUnit.test("a reset is tried again", async (assert) => {
    const { mute } = await load();
    const { baseUrl, token, me, other, fault } = await newWorld(assert);
    await fault({ method: "POST", reset: true });
    assert.deepEqual(await mute(token, me, other, { baseUrl }), { data: { muting: true } });
  });

  QUnit.test("502 and 503 are tried again, and onResponse hears of each response", async (assert) => {
    const { mute } = await load();
    const { baseUrl, token, me, other, fault, requests } = await newWorld(assert);
    await fault([502, 503].map((status) => ({ method: "POST", respond: { status, body: "upstream" } })));
    const heard = [];
    const onResponse = ({ attempt, status }) => heard.push([attempt, status]);
    assert.deepEqual(await mute(token, me, other, { baseUrl, onResponse }), { data: { muting: true } });
    assert.strictEqual((await requests()).length, 3);
    assert.deepEqual(heard, [[1, 502], [2, 503], [3, 200]]);
  });

  QUnit.test("retries end, and the error says how many attempts were made", async (assert) => {
    const { mute } = await load();
    const fetch = instant("", { status: 502 });
    const error = await rejection(mute("token", "1", "2", { fetch, maxRetries: 1 }));
    assert.deepEqual([error.code, error.attempts, fetch.calls.length], ["server_error", 2, 2]);
  });

  QUnit.test("a limit is waited for within maxRateLimitWaitMs, and no longer", async (assert) => {
    const { mute } = await load();
    const { baseUrl, token, me, other, control, requests } = await newWorld(assert);
    await control("POST", "limits", { endpoint: "mute", remaining: 0, window_s: 2 });
    assert.deepEqual(await mute(token, me, other, { baseUrl, maxRateLimitWaitMs: 10_000 }), { data: { muting: true } });
    assert.ok((await requests()).length <= 3);
    await control("POST", "limits", { endpoint: "mute", remaining: 0, window_s: 900 });
    assert.strictEqual((await rejection(mute(token, me, other, { baseUrl, maxRateLimitWaitMs: 10_000 }))).code, "rate_limited");
  });

  QUnit.test("a signal that aborts between attempts rejects at once, and nothing more is sent", async (assert) => {
    const { mute } = await load();
    const headers = {
      "x-rate-limit-limit": "50", "x-rate-limit-remaining": "0", "x-rate-limit-reset": String(Math.ceil(Date.now() / 1000) + 600),
    };
    const fetch = instant("Rate limit exceeded", { status: 429, headers });
    const controller = new AbortController();
    const options = { fetch, signal: controller.signal, maxRateLimitWaitMs: 900_000 };
    const rejected = rejection(mute("token", "1", "2", options));
    while (fetch.calls.length === 0) await turn();
    await turn();
    controller.abort(REASON);
    assert.strictEqual(await rejected, REASON);
    await turn();
    await turn();
    assert.strictEqual(fetch.calls.length, 1);
  });

  QUnit.test("an abort from within fetch rejects at once, and the request is let go", async (assert) => {
    const { mute } = await load();
    const controller = new AbortController();
    let inner;
    const fetch = (url, { signal }) => {
      inner = signal;
      controller.abort(REASON);
      return new Promise(() => {});
    };
    assert.strictEqual(await rejection(mute("token", "1", "2", { fetch, signal: controller.signal })), REASON);
    await turn();
    assert.ok(inner.aborted);
  });
}
