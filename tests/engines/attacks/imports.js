// No function that Rust calls throws, whatever it is given: an exception would pass through Rust, and end everybody's calls.
import { bytesOf, modules } from "../modules.js";
import { bothEntries, instant } from "../support.js";
import { functionImports } from "./import-section.js";
import { SPELLINGS } from "./spellings.js";

const ROUNDS = Number(globalThis.process?.env?.FUZZ_ROUNDS ?? 60);

export default function imports(QUnit, env) {
  // workerd does not give a module's bytes; its scripts are the same.
  if (env.engine === "workerd") return;

  /** How many functions each module imports at least, and the class of its calls. */
  const IMPORTING = { small: [10, "call", "Call"], client: [15, "client/client-call", "ClientCall"] };
  for (const [half, [atLeast, script, className]] of Object.entries(IMPORTING)) QUnit.test(`no import of the ${half} module throws, by whatever arguments its type allows`, async (assert) => {
    const folder = await env.copyPkgWithTraps();
    const scripts = [`${half}/glue`, script, "answer", "error"].map((name) => import(`${folder}lib/${name}.js`));
    const [{ glue }, { [className]: Call }, { Answer }, { XError }] = await Promise.all(scripts);
    const { wasm } = modules(env)[half];
    const bytes = await bytesOf(folder, wasm, env);
    const started = glue((exports) => exports);
    const { instance } = await WebAssembly.instantiate(bytes, started.imports);
    started.start(instance);
    // What the test build has beside these throws on purpose.
    const published = new Set(functionImports(await bytesOf(env.pkg, wasm, env)).map(({ name }) => name));
    const all = functionImports(bytes).filter(({ name }) => published.has(name));
    assert.ok(all.length >= atLeast, `${all.length} imports`);

    const random = seeded(20_261_130);
    const pick = (list) => list[Math.floor(random() * list.length)];
    const memory = new Uint8Array(instance.exports.memory.buffer);
    // Texts are read from there; some of it is JSON and names.
    const texts = ["{}", "[]", "null", '{"code":"x","message":"y"}', '{"code":5}', "timeoutMs", "clock", "fetch", "token", "lock", "__proto__", "POST\0https://x.example/\0Bearer t\0{}", "\ud800", "{", "retry-after", "a".repeat(500)];
    const placed = texts.map((text, at) => {
      const { written } = new TextEncoder().encodeInto(text, memory.subarray(1024 + at * 600, 1024 + at * 600 + 550));
      return [1024 + at * 600, written];
    });
    const thrower = new Proxy(() => {}, Object.fromEntries(Object.getOwnPropertyNames(Reflect).map((trap) => [trap, () => { throw new Error(trap); }])));
    const throws = () => { throw new Error("thrown"); };
    const values = [undefined, null, 0, -1, NaN, 1e300, 2n ** 70n, "", "x", "\ud800", Symbol("x"), true, {}, [], () => {}, throws, thrower, new Map(), Object.create(null), { toString: throws, valueOf: throws, get: throws },
      new Proxy({}, { get: throws }), { then: throws }, Promise.resolve(), new Date(NaN), new Error("x"), new XError("network", "x"), Object.assign(new XError("network", "x"), { code: thrower }), Object.freeze({ get: () => Symbol("x") }), { get: () => thrower }];
    const names = ["baseUrl", "signal", "timeoutMs", "maxRetries", "maxRateLimitWaitMs", "fetch", "headers", "onResponse", "onWait", "clock", "credentials", "ask", "store", "key", "kept", "progress", "learnt", "heard", "paused", "endsAt", "text", "people", "rest", "auth", "scheme"];
    const objects = () => Object.assign(Object.create(null), Object.fromEntries(names.filter(() => random() < 0.4).map((name) => [name, pick([...values, { now: () => pick(values), wait: () => pick(values), get: throws, update: throws, name: "x" }])])));
    const stub = { functions: { enter() {}, resume() {} }, life: { dead: false, calls: new Set(), tell() {} } };
    const isSignal = (value) => typeof value?.addEventListener === "function";
    const call = () => {
      const options = objects();
      // What a signal is has been looked at before there is a call.
      try { if (!isSignal(options.signal)) delete options.signal; } catch { delete options.signal; }
      const made = new Call(options, () => {}, () => {});
      made.enter(stub, "enter", []);
      return made;
    };
    const answer = () => Object.assign(new Answer(pick([200, 404, 1, 2, 3]), pick(values), pick(["", "{}", "[", '{"data":{"muting":1}}', '{"expires_in":1e999}', "\ud800", "x".repeat(2000)]),
      pick([undefined, [], [{ authorization: "Bearer secret-secret", body: "" }], [{ authorization: "Basic !!!", body: "{" }, { authorization: "", body: "%", headers: thrower }], [{ authorization: "Basic eDp5", body: "code=%E0%A4&token=a", headers: new Headers() }]])), { thrown: pick(values) });
    const argument = (type) => {
      if (type === "externref") return pick([...values, call(), answer()]);
      if (type === "f64" || type === "f32") return pick([0, -1, NaN, Infinity, 1e20, 0.5, random() * 1e13]);
      return pick([0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 1024, Math.floor(random() * 2 ** 20)]);
    };
    const owner = (name) => (name in Call.prototype ? call() : name in Answer.prototype ? answer() : undefined);

    const thrown = [];
    let calls = 0;
    for (const { name, params, results } of all) {
      const { [name]: run } = started.imports.js;
      for (let round = 0; round < ROUNDS; round += 1) {
        const given = params.map((type) => argument(type));
        // A method is called on what has it: wasm has nothing else to call it on.
        const of = owner(name);
        const first = params.indexOf("externref");
        // Where a text is to be put is an address of Rust's own.
        for (let at = 0; at < first; at += 1) given[at] = 512;
        if (of !== undefined && first >= 0) given[first] = of;
        // A text is somewhere, and of some length: Rust has no other.
        for (let at = first + 1; at + 1 < params.length; at += 2) {
          if (params[at] !== "i32" || params[at + 1] !== "i32") continue;
          [given[at], given[at + 1]] = random() < 0.6 ? pick(placed) : [Math.floor(random() * 2 ** 20), Math.floor(random() * 4096)];
        }
        calls += 1;
        try {
          const result = run(...given);
          // As WebAssembly converts it.
          if (results.some((type) => type !== "externref")) Number(result);
        } catch (error) {
          thrown.push(`${name}: ${error}`);
        }
      }
    }
    assert.deepEqual([...new Set(thrown)].slice(0, 10), []);
    assert.ok(calls >= atLeast * ROUNDS);
  });

  QUnit.test("whatever a secret is made of, and however often it is spelled anew, it is struck out of what Rust asks for", async (assert) => {
    const folder = await env.copyPkgWithTraps();
    const { Answer } = await import(`${folder}lib/answer.js`);
    const random = seeded(14);
    const pick = (list) => list[Math.floor(random() * list.length)];
    const alphabet = [..."abcXYZ0123456789-._~/+=", "%2F", "%3D", '"', "<", "é", "\u{1f600}"];
    const spells = Object.values(SPELLINGS);
    const kept = [];
    for (let round = 0; round < ROUNDS * 20; round += 1) {
      const secret = `s${Array.from({ length: 10 + random() * 30 }, () => pick(alphabet)).join("")}e`;
      const authorization = `Bearer ${secret}`;
      // What has a space or a quotation mark in it is a form's field; a header's value has none.
      const isHeader = /^[!-~]+$/.test(secret) && !secret.includes('"');
      const sent = isHeader ? { authorization, body: "" } : { authorization: "", body: new URLSearchParams({ code: secret }).toString() };
      const answer = new Answer(400, undefined, "", [sent]);
      let echo = pick(spells)(secret);
      if (random() < 0.5) echo = encodeURIComponent(echo);
      if (random() < 0.3) echo = JSON.stringify(echo);
      const redacted = answer.redacted(pick([(one) => one, (one) => `<p>${one}</p>`, (one) => JSON.stringify({ detail: one })])(echo));
      if (!redacted.includes("[token]") || redacted.length > 60) kept.push([secret, echo, redacted]);
    }
    assert.deepEqual(kept.slice(0, 3), []);
  });

  QUnit.test("an import that fails ends its own call, and none beside it", async (assert) => {
    const { mute, Client } = await bothEntries(env.pkg, env);
    const thrower = new Proxy(() => {}, { getPrototypeOf: () => { throw new Error("mine"); }, get: () => { throw new Error("mine"); } });
    const answers = [];
    const fetchLater = () => new Promise((resolve) => answers.push(resolve));
    const client = new Client({ auth: "token", userId: "1", fetch: fetchLater });
    const others = [mute("token", "1", "2", { fetch: fetchLater }), client.mute("2")];
    const calls = {
      "a fetch that throws what cannot be asked": () => mute("token", "1", "2", { fetch: () => { throw thrower; }, maxRetries: 0 }),
      "a fetch that rejects with what cannot be asked": () => mute("token", "1", "2", { fetch: () => Promise.reject(thrower), maxRetries: 0 }),
      "an auth that throws what cannot be asked": () => new Client({ auth: () => { throw thrower; }, userId: "1" }).mute("2"),
      "a response that cannot be asked": () => mute("token", "1", "2", { fetch: async () => ({ status: 403, headers: thrower, text: () => "{}" }), maxRetries: 0 }),
      "headers that give symbols": () => mute("token", "1", "2", { fetch: async () => ({ status: 429, headers: { get: () => Symbol("x") }, text: () => "{}" }), maxRetries: 0 }),
      "a clock that gives a symbol": () => mute("token", "1", "2", { clock: { now: () => Symbol("x"), wait: () => {} }, fetch: async () => new Response("{}", { status: 503 }) }),
      "a clock that throws": () => mute("token", "1", "2", { clock: { now() { throw thrower; }, wait() { throw thrower; } }, fetch: async () => new Response("{}", { status: 503 }) }),
      "a clock whose wait throws": () => mute("token", "1", "2", { clock: { now: Date.now, wait() { throw new Error("mine"); } }, maxRetries: 5, fetch: async () => new Response("{}", { status: 503 }) }),
      "a job's clock whose wait throws": async () => {
        const clock = { now: Date.now, wait() { throw new Error("mine"); } };
        const client = new Client({ auth: "token", userId: "1", clock, fetch: async () => new Response("", { status: 503 }) });
        return (await client.job({ version: 1, userId: "1", mute: [{ id: "5" }, { id: "6" }], unmute: [] })).run();
      },
      "a clock that gives a symbol to a plan that is undone": async () => {
        let now = Date.now();
        const client = new Client({ auth: "token", userId: "1", clock: { now: () => now, wait: async () => {} }, fetch: async () => new Response('{"data":{"muting":true}}') });
        const job = await client.job({ version: 1, userId: "1", mute: [{ id: "5" }], unmute: [] });
        await job.run();
        for (const odd of [5n, NaN, Infinity, -1e300, "x", undefined]) {
          now = odd;
          job.undo();
        }
        now = Symbol("x");
        return job.undo();
      },
      "a signal of a job that is none": async () => (await new Client({ auth: "token", userId: "1" }).job({ version: 1, userId: "1", mute: [{ id: "5" }], unmute: [] })).run({ signal: { aborted: false, addEventListener() {} } }),
      "a store that answers any key": () => new Client({ auth: "token", userId: "1" }).resumeJob({ store: { name: "any", get: async () => "garbage", update: async () => {} } }),
      "a clock that cannot wait, for as long as one may retry": () => {
        const aborting = new AbortController();
        const call = mute("token", "1", "2", { signal: aborting.signal, maxRetries: 2 ** 31 - 1, clock: { now: Date.now, wait: () => Promise.reject(new Error("mine")) }, fetch: async () => new Response("{}", { status: 503 }) });
        aborting.abort(new Error("mine"));
        return call;
      },
      "a clock that aborts as it is asked": () => {
        const leaving = new AbortController();
        const clock = { now() { leaving.abort(new Error("mine")); return Date.now(); }, wait: () => new Promise(() => {}) };
        return mute("token", "1", "2", { signal: leaving.signal, clock, maxRateLimitWaitMs: 900_000, fetch: async () => new Response("", { status: 429, headers: { "retry-after": "20" } }) });
      },
      "a reader that throws": () => mute("token", "1", "2", { maxRetries: 0, fetch: async () => {
        let reads = 0;
        const read = () => { if (reads++ === 0) return Promise.reject(new Error("mine")); throw new Error("mine"); };
        return { status: 200, headers: new Headers(), body: { getReader: () => ({ read }) } };
      } }),
      "a user's own signal that cannot be left": () => {
        const signal = Object.assign(new EventTarget(), { aborted: false, removeEventListener() { throw new Error("mine"); } });
        return new Client({ auth: "token", fetch: async () => new Response("{}") }).userId({ signal });
      },
      "an ear that throws": () => mute("token", "1", "2", { onResponse() { throw new Error("mine"); }, fetch: async () => new Response("{}", { status: 403 }) }),
      "a text that is none": () => mute("token", "1", "2", { fetch: async () => ({ status: 400, headers: new Headers(), text: () => ({ toString() { throw new Error("mine"); } }) }), maxRetries: 0 }),
      "a signal whose reason throws": () => mute("token", "1", "2", { signal: Object.defineProperty(Object.assign(new EventTarget(), { aborted: true }), "reason", { get() { throw new Error("mine"); } }) }),
    };
    const quiet = globalThis.reportError;
    if (quiet !== undefined) globalThis.reportError = () => {};
    const { error } = console;
    console.error = () => {};
    for (const [what, run] of Object.entries(calls)) {
      const settled = await Promise.allSettled([run()]);
      assert.equal(settled[0].status, "rejected", what);
    }
    globalThis.reportError = quiet;
    console.error = error;
    for (const answer of answers) answer(new Response('{"data":{"muting":true}}'));
    const later = [mute("token", "1", "2", { fetch: instant() }), new Client({ auth: "token", userId: "1", fetch: instant() }).mute("2")];
    for (const call of [...others, ...later]) assert.deepEqual(await call, { data: { muting: true } });
  });
}

/** Numbers from 0 up to 1, the same each time (Mulberry32). */
function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
