// No function that Rust calls throws, whatever it is given: an exception would pass through Rust, and end everybody's calls.
import { bytesOf, modules } from "../modules.js";
import { bothEntries, instant } from "../support.js";
import { functionImports } from "./import-section.js";
import { SPELLINGS } from "./spellings.js";

const ROUNDS = Number(globalThis.process?.env?.FUZZ_ROUNDS ?? 60);

/** The script and the class of each module's calls, and how many imports it has at least that read or call a member of an object. */
const IMPORTING = { small: ["call", "Call", 25], client: ["client/job-call", "JobCall", 60] };

/** What wasm-bindgen and js-sys bind: members of promises, lists, the global object, and wasm-bindgen's own closures. */
const PLATFORM = ["_wbg_cb_unref()", "call()", "length", "queueMicrotask", "then()"];

/** Objects with members that Rust reads and no methods: an Auth's, by client/auth.js, what a job is told, and options of sessions. */
const PLAIN = {
  Look: ["now", "control", "heard"], Told: ["endpoint", "rateLimits"], RateLimit: ["scope", "limit", "remaining", "resetAt"],
  SignInOptions: ["clientId", "redirectUri", "scopes", "authorizeUrl"],
  CallbackOptions: ["callbackUrl", "callbackState", "callbackCode", "callbackError", "callbackErrorDescription", "pendingState", "verifier", "redirectUri", "redirectHref"],
  SessionOptions: ["clientId", "authorization", "page", "rejectedToken"],
  Wanted: ["kind", "people"], Partial: ["version", "userId", "wanted"],
  Auth: ["isProxy", "keys", "token"], OAuth1Keys: ["consumerKey", "consumerSecret", "accessToken", "accessTokenSecret", "signedBaseUrl"] };

const throws = () => {
  throw new Error("thrown");
};
/** Throws whatever is asked of it. */
const thrower = new Proxy(() => {}, Object.fromEntries(Object.getOwnPropertyNames(Reflect).map((trap) => [trap, throws])));

/** Members of those that X's JSON has, too. */
const JSON_TOO = ["scope"];

export default function imports(QUnit, env) {
  // workerd does not give a module's bytes; its scripts are the same.
  if (env.engine === "workerd") return;

  for (const [half, [script, className, atLeast]] of Object.entries(IMPORTING)) QUnit.test(`no import of the ${half} module throws, by whatever arguments its type allows, and what it promises rejects with a SendError`, async (assert) => {
    const folder = await env.copyPkgWithTraps();
    const { Planning, Parsing } = half === "client" ? await listsOf(folder) : {};
    const names = [`${half}/glue`, script, "reply", "send-error", "error", "parsed", "client/auth"];
    const [{ glue }, { [className]: Call }, { Reply }, { SendError }, { XError }, { parsed }, { readAuth }] = await Promise.all(names.map((name) => import(`${folder}lib/${name}.js`)));
    const { wasm } = modules(env)[half];
    const bytes = await bytesOf(folder, wasm, env);
    const { imports: functions, exports, caught } = await started(glue, bytes);
    // What the test build has beside these throws on purpose.
    const published = new Set(functionImports(await bytesOf(env.pkg, wasm, env)).map(({ name }) => withoutHash(name)));
    const all = functionImports(bytes).filter(({ name }) => published.has(withoutHash(name))).map((one) => ({ ...one, run: functions[one.name] }));
    const ofMembers = all.map((one) => ({ ...one, member: memberOf(one.run) })).filter(({ member }) => member !== undefined && !PLATFORM.includes(member));
    assert.ok(ofMembers.length >= atLeast, `${ofMembers.length} imports`);

    const random = seeded(20_261_130);
    const pick = (list) => list[Math.floor(random() * list.length)];
    const place = (text) => {
      const encoded = new TextEncoder().encode(text);
      const at = exports.__wbindgen_malloc(encoded.length, 1);
      new Uint8Array(exports.memory.buffer).set(encoded, at);
      return [at, encoded.length];
    };
    // Texts are read from there; some of it is JSON and names.
    const texts = ["{}", "[]", "null", '{"code":"x","message":"y"}', '{"code":5}', "timeoutMs", "clock", "fetch", "token", "lock", "__proto__", "POST", "https://x.example/", "Bearer secret-secret", "\ud800", "{", "retry-after", "a".repeat(500)].map(place);
    // Where Rust wants a text to be written down.
    const [returned] = place("\0".repeat(16));
    const values = [undefined, null, 0, -1, NaN, 1e300, 2n ** 70n, "", "x", "\ud800", Symbol("x"), true, {}, [], () => {}, throws, thrower, new Map(), Object.create(null), { toString: throws, valueOf: throws, get: throws },
      new Proxy({}, { get: throws }), { then: throws }, Promise.resolve(), new Date(NaN), new Error("x"), new XError("network", "x"), Object.assign(new XError("network", "x"), { code: thrower }), Object.freeze({ get: () => Symbol("x") }), { get: () => thrower },
      { name: "x", rateLimits: [], get rateLimit() { throw new Error("thrown"); } }];
    const odd = () => pick([...values, { now: () => pick(values), wait: () => pick(values), get: throws, update: throws, name: "x" }]);
    /** What options are has been looked at before there is a call; whatever else a call is given is of the caller's own. */
    const looked = () => ({
      __proto__: null,
      baseUrl: pick([undefined, "https://x.example"]),
      timeoutMs: pick([0, 1, 20_000]),
      maxRetries: pick([0, 3]),
      maxRateLimitWaitMs: pick([0, 2 ** 31 - 1]),
      headers: pick([undefined, new Headers({ "x-key": "k".repeat(20) })]),
      fetch: pick([undefined, throws, () => pick(values)]),
      onResponse: pick([undefined, throws, () => pick(values)]),
      clock: pick([undefined, { now: throws, wait: throws }, { now: () => pick(values), wait: () => pick(values) }]),
      signal: pick([undefined, Object.assign(new EventTarget(), { aborted: false, removeEventListener: throws })]),
      auth: pick([{ ask: throws }, { ask: () => pick(values) }, { token: "t" }, {}]),
    });
    const others = ["store", "key", "texts", "progress", "learnt", "heard", "paused", "endsAt", "unsaved", "loaded", "text", "people", "rest", "source", "toString"];
    const calls = [];
    const stub = { functions: { enter: () => new Promise(() => {}) }, life: { dead: false, calls: new Set(), tell() {} } };
    const call = () => {
      const options = Object.assign(looked(), Object.fromEntries(others.filter(() => random() < 0.4).map((name) => [name, odd()])));
      const made = new Call(options, () => {}, () => {});
      made.enter(stub, "enter", []);
      if (random() < 0.2) made.resolve();
      calls.push(made);
      return made;
    };
    const reply = () => new Reply(pick([200, 404, 599]), pick(values), pick(["", "{}", "[", '{"data":{"muting":1}}', '{"expires_in":1e999}', "\ud800", "x".repeat(2000), "[".repeat(5000)]),
      pick([undefined, [], [{ authorization: "Bearer secret-secret", body: "" }], [{ authorization: "Basic !!!", body: "{" }, { authorization: "", body: "%", headers: thrower }], [{ authorization: "Basic eDp5", body: "code=%E0%A4&token=a", headers: new Headers() }]]));
    const sendError = () => new SendError(pick(["failed", "timeout", "too_large", "cancelled", "not_a_response"]), pick(values));
    const auth = () => readAuth(pick(["token", () => "token", { proxy: true }, KEYS]));
    const limit = () => ({ scope: "user-15min", limit: 50, remaining: 1, resetAt: new Date(1) });
    const told = { Look: () => call().look(), Told: () => ({ endpoint: "mute", rateLimits: [limit()] }), RateLimit: limit, };
    for (const type of ["SignInOptions", "CallbackOptions", "SessionOptions"]) told[type] = () => Object.fromEntries(PLAIN[type].map((name) => [name, pick(["", "x", "\ud800"])]));
    const wanted = [["mute", ["1", "x"]], ["muteByName", ["a,b", "\ud800"]], ["muteByEntry", [{ id: "x" }, {}]]];
    const planning = () => new Planning({ head: { version: 1, userId: "1", wanted: "" }, steps: ["", "\ud800"] }, wanted.slice(0, pick([1, 2, 3])), {});
    Object.assign(told, { Wanted: () => planning().nextPeople(), Partial: () => planning().partial });
    const makers = { ...told, Planning: planning, Parsing: () => new Parsing(), Call: call, Reply: reply, SendError: sendError, Auth: auth, OAuth1Keys: () => readAuth(KEYS).keys };
    const lists = half === "client" ? { Planning: Planning.prototype, Parsing: Parsing.prototype } : {};
    const prototypes = { Call: Call.prototype, Reply: Reply.prototype, ...lists };
    /** Whose member it is: of more than one, should they have it, too. */
    const ownersOf = (member) => {
      if (member.endsWith("()")) return Object.keys(prototypes).filter((name) => typeof prototypes[name][methodOf(member)] === "function");
      if (Object.hasOwn(new SendError(), member)) return ["SendError"];
      if (Object.hasOwn(reply(), member)) return ["Reply"];
      if (half === "client" && Object.hasOwn(planning(), member)) return ["Planning", ...plainOwners(member)];
      if (half === "client" && (member === "options" || isGetter(Call.prototype, member))) return ["Call"];
      return plainOwners(member);
    };
    const plainOwners = (member) => Object.keys(PLAIN).filter((name) => half === "client" && PLAIN[name].includes(member));

    const thrown = [];
    const promises = [];
    const tried = new Set();
    /** Runs an import on an object that has the member which it reads or calls. */
    const runOn = (object, { name, params, results, run, member }) => {
      const given = params.map((type) => argument(type));
      const first = params.indexOf("externref");
      // Where a text is to be put is an address of Rust's own.
      for (let at = 0; at < first; at += 1) given[at] = returned;
      given[first] = object;
      // A text is somewhere, and of some length: Rust has no other. What is optional may be nowhere.
      for (let at = first + 1; at + 1 < params.length; at += 2) {
        if (params[at] === "i32" && params[at + 1] === "i32") [given[at], given[at + 1]] = pick([...texts, ...texts, [0, 0], [Math.floor(random() * 2 ** 20), Math.floor(random() * 4096)]]);
      }
      caught.length = 0;
      try {
        const result = run(...given);
        // As WebAssembly converts it.
        if (results.some((type) => type !== "externref")) Number(result);
        if (member.endsWith("()") && result instanceof Promise) promises.push([member, result]);
      } catch (error) {
        thrown.push(`${name}: ${error}`);
      }
      if (caught.length > 0) thrown.push(`${name} threw what Rust catches`);
      tried.add(member);
    };
    const argument = (type) => {
      if (type === "externref") return pick([...values, call(), reply(), sendError()]);
      if (type === "f64" || type === "f32") return pick([0, -1, NaN, Infinity, 1e20, 0.5, random() * 1e13]);
      return pick([0, 1, -1, 2 ** 31 - 1, -(2 ** 31), Math.floor(random() * 2 ** 20)]);
    };

    const restore = hushed(async () => {
      if (random() < 0.5) throw pick(values);
      return pick(values);
    });
    try {
      for (const one of ofMembers) {
        for (const owner of ownersOf(one.member)) for (let round = 0; round < ROUNDS; round += 1) runOn(makers[owner](), one);
      }
      // Whatever is left is a member of X's JSON, which nothing but that JSON has.
      const isOfJson = ({ member, params, results }) => !tried.has(member) || (JSON_TOO.includes(member) && params.length === 1 && results[0] === "externref");
      for (const one of ofMembers.filter(isOfJson)) {
        if (one.member.endsWith("()")) continue;
        const { run, member } = one;
        for (const prototype of [Object.prototype, Array.prototype]) withThrower(prototype, member, () => {
          for (const text of ["{}", "[]", '{"a":{},"b":[[]]}']) runOn(parsed(text), one);
          if (run(parsed(JSON.stringify({ [member]: 5 }))) !== 5) thrown.push(`${member} of JSON is not what the JSON has`);
        });
      }
      for (const one of calls) one.abandon(new Error("over"));
      const rejections = await Promise.all(promises.map(([member, promise]) => promise.then(() => [], (reason) => [member, reason])));
      const wrong = rejections.filter(([member, reason]) => member !== undefined && (member === "wait()" || !(reason instanceof SendError)));
      assert.deepEqual([...new Set(wrong.map(([member, reason]) => `${member} rejects with ${typeof reason}`))], []);
    } finally {
      restore();
    }
    assert.deepEqual([...new Set(thrown)].slice(0, 10), []);
    assert.deepEqual(ofMembers.map(({ member }) => member).filter((member) => !tried.has(member)), [], "nothing is left untried");
    assert.ok(promises.length >= ROUNDS);

    const methods = ofMembers.map(({ member }) => member).filter((member) => member.endsWith("()"));
    const open = methods.flatMap((member) => ownersOf(member).filter((owner) => !isContained(prototypes[owner][methodOf(member)])).map((owner) => `${owner}.${member}`));
    assert.deepEqual(open, [], "each method that Rust calls is contained");
    if (half === "client") {
      const contained = Object.values(prototypes).flatMap((prototype) => methodsOf(prototype)).filter(([, method]) => method.name === "contained");
      assert.deepEqual(contained.map(([name]) => name).filter((name) => !methods.includes(`${name}()`)), [], "Rust calls each method that is contained");
    }
  });

  QUnit.test("whatever a secret is made of, and however often it is spelled anew, it is struck out of what Rust asks for", async (assert) => {
    const folder = await env.copyPkgWithTraps();
    const { Reply } = await import(`${folder}lib/reply.js`);
    /** Each way in which Rust gets a text of what came back. */
    const ways = [
      (text, sent) => new Reply(400, undefined, "", sent).redacted(text),
      (text, sent) => new Reply(400, undefined, text, sent).start(),
      // No more of a header is read.
      (text, sent) => new Reply(400, { headers: { get: () => (text.length > 1024 ? "[token]" : text) } }, "", sent).header("x-any"),
      (text, sent) => new Reply(400, undefined, JSON.stringify({ a: [text] }), sent).problem().a[0],
    ];
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
      let echo = pick(spells)(secret);
      if (random() < 0.5) echo = encodeURIComponent(echo);
      if (random() < 0.3) echo = JSON.stringify(echo);
      const redacted = pick(ways)(pick([(one) => one, (one) => `<p>${one}</p>`, (one) => JSON.stringify({ detail: one })])(echo), [sent]);
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
    const byClock = ({ clock, ...options }) => new Client({ auth: "token", userId: "1", clock }).mute("2", options);
    const others = [mute("token", "1", "2", { fetch: fetchLater }), client.mute("2")];
    const calls = {
      "a fetch that throws what cannot be asked": () => mute("token", "1", "2", { fetch: () => { throw thrower; }, maxRetries: 0 }),
      "a fetch that rejects with what cannot be asked": () => mute("token", "1", "2", { fetch: () => Promise.reject(thrower), maxRetries: 0 }),
      "an auth that throws what cannot be asked": () => new Client({ auth: () => { throw thrower; }, userId: "1" }).mute("2"),
      "a response that cannot be asked": () => mute("token", "1", "2", { fetch: async () => ({ status: 403, headers: thrower, text: () => "{}" }), maxRetries: 0 }),
      "headers that give symbols": () => mute("token", "1", "2", { fetch: async () => ({ status: 429, headers: { get: () => Symbol("x") }, text: () => "{}" }), maxRetries: 0 }),
      "a clock that gives a symbol": () => byClock({ clock: { now: () => Symbol("x"), wait: () => {} }, fetch: async () => new Response("{}", { status: 503 }) }),
      "a clock that throws": () => byClock({ clock: { now() { throw thrower; }, wait() { throw thrower; } }, fetch: async () => new Response("{}", { status: 503 }) }),
      "a clock whose wait throws": () => byClock({ clock: { now: Date.now, wait() { throw new Error("mine"); } }, maxRetries: 5, fetch: async () => new Response("{}", { status: 503 }) }),
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
        const call = byClock({ signal: aborting.signal, maxRetries: 2 ** 31 - 1, clock: { now: Date.now, wait: () => Promise.reject(new Error("mine")) }, fetch: async () => new Response("{}", { status: 503 }) });
        aborting.abort(new Error("mine"));
        return call;
      },
      "a clock that aborts as it is asked": () => {
        const leaving = new AbortController();
        const clock = { now() { leaving.abort(new Error("mine")); return Date.now(); }, wait: () => new Promise(() => {}) };
        return byClock({ signal: leaving.signal, clock, maxRateLimitWaitMs: 900_000, fetch: async () => new Response("", { status: 429, headers: { "retry-after": "20" } }) });
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
      assert.strictEqual(settled[0].status, "rejected", what);
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

/** Keys of OAuth 1.0a. */
const KEYS = { consumerKey: "a", consumerSecret: "b", accessToken: "c", accessTokenSecret: "d", signedBaseUrl: "https://x.example" };

/** The classes that take what is in lists and plans. */
async function listsOf(folder) {
  const [{ Planning }, { Parsing }] = await Promise.all(["planning", "list-formats"].map((name) => import(`${folder}lib/client/${name}.js`)));
  return { Planning, Parsing };
}

/**
 * Starts a module by its glue; gives what it imports, its exports, and where what an import throws is put, should Rust catch it.
 */
async function started(glue, bytes) {
  const { instantiate } = WebAssembly;
  const caught = [];
  let imports;
  WebAssembly.instantiate = (module, given) => {
    [imports] = Object.values(given);
    return instantiate(module, given);
  };
  try {
    const noting = (exports) => ({ ...exports, __wbindgen_exn_store: (index) => caught.push(index) });
    const exports = await glue(noting)({ module_or_path: await WebAssembly.compile(bytes) });
    return { imports, exports, caught };
  } finally {
    WebAssembly.instantiate = instantiate;
  }
}

/** The name that Rust has given an import, without what wasm-bindgen makes it unique by. */
function withoutHash(name) {
  return name.replace(/_[\da-f]{16}$/, "");
}

/** The member that an import reads, or calls: then with `()` after it; undefined where it does something else. */
function memberOf(run) {
  const [, name, isCalled] = /\barg\d+\.(\w+)(\()?/.exec(run) ?? [];
  return isCalled === undefined ? name : `${name}()`;
}

function methodOf(member) {
  return member.slice(0, -"()".length);
}

/** Whether a class, or one that it extends, has a getter of this name. */
function isGetter(prototype, name) {
  return prototype !== null && (Object.getOwnPropertyDescriptor(prototype, name)?.get !== undefined || isGetter(Object.getPrototypeOf(prototype), name));
}

/** What lib/contain.js has made of a method; an async function throws nothing, and its promise has been looked at. */
function isContained(method) {
  return method.name === "contained" || method.constructor.name === "AsyncFunction";
}

/** The methods of a class and of those that it extends, by name. */
function methodsOf(prototype) {
  if (prototype === Object.prototype) return [];
  const own = Object.entries(Object.getOwnPropertyDescriptors(prototype)).filter(([, { value }]) => typeof value === "function");
  return [...own.map(([name, { value }]) => [name, value]), ...methodsOf(Object.getPrototypeOf(prototype))];
}

/** Acts while to read this member of whatever inherits from a prototype throws. */
function withThrower(prototype, name, act) {
  Object.defineProperty(prototype, name, { __proto__: null, get: throws, enumerable: true, configurable: true });
  try {
    act();
  } finally {
    delete prototype[name];
  }
}

/** Reports nothing that callbacks throw, and has this for the platform's fetch; gives the function that ends that. */
function hushed(fetch) {
  const platform = { fetch: globalThis.fetch, reportError: globalThis.reportError };
  const { error } = console;
  globalThis.fetch = fetch;
  if (platform.reportError !== undefined) globalThis.reportError = () => {};
  console.error = () => {};
  return () => {
    console.error = error;
    globalThis.fetch = platform.fetch;
    if (platform.reportError !== undefined) globalThis.reportError = platform.reportError;
  };
}
