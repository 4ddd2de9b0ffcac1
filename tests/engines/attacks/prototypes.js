// Some library has put something on Object.prototype: nothing of it is read, nor handed to the platform.
import { world } from "../../support/world.js";
import { bothEntries, rejection } from "../support.js";

/** What may be there: options of every function, members of replies and of what is kept, and what platforms look for. */
const NAMES = [
  "baseUrl", "fetch", "headers", "signal", "timeoutMs", "maxRetries", "maxRateLimitWaitMs", "onResponse", "clock", "auth", "userId", "credentials",
  "proxy", "accessToken", "consumerKey", "consumerSecret", "accessTokenSecret", "signedBaseUrl", "token", "ask", "scheme",
  "ids", "usernames", "id", "username", "mute", "unmute", "exact", "skip", "following", "followers", "partial", "onProgress", "wanted", "steps",
  "store", "key", "pace", "maxPerDay", "maxMs", "nextToken", "pageSize", "userFields", "state", "parts", "version", "kept", "paused", "endsAt", "rest",
  "verifier", "clientId", "clientSecret", "redirectUri", "scopes", "authorizeUrl", "rejectedToken", "pending", "code", "unsaved", "loaded", "page",
  "get", "set", "value", "writable", "enumerable", "configurable", "cause", "thrown", "settled", "url", "written",
  "dispatcher", "body", "text", "status", "ok", "method", "redirect", "mode", "duplex", "integrity", "window", "agent", "priority", "keepalive",
  "once", "passive", "capture", "ifAvailable", "steal", "ignoreBOM", "fatal", "stream", "length", "hash", "name",
  "data", "muting", "errors", "error", "error_description", "meta", "next_token", "result_count", "access_token", "refresh_token", "expires_in", "scope",
  "connection_status", "title", "detail", "type", "reason", "message", "attempts", "retryAt", "rateLimit", "transactionId", "endpoint", "salvaged", "resumeAt",
  "waitingUntil", "outcome", "action", "done", "then", "origin", "navigator", "location", "crypto", "indexedDB", "browser", "chrome",
];

/** What a reader of these would be misled by. */
const VALUES = {
  fetch: "a fetch", ask: "a fetch", onResponse: "a function", onProgress: "a function", clock: "a clock", store: "a store", signal: "a signal", get: "a function", set: "a function",
  baseUrl: "https://evil.example", signedBaseUrl: "https://evil.example", authorizeUrl: "https://evil.example", proxy: true, muting: true, exact: true, data: { muting: true },
  origin: "https://evil.example", location: { origin: "https://evil.example" }, navigator: { userAgent: "Cloudflare-Workers", onLine: false },
  length: 1, then: undefined, headers: { "x-evil": "1" }, auth: "evil", ids: ["99"], usernames: ["evil"], steps: ["x"], parts: ["mute 99\n\n"], skip: { ids: ["2"] },
  status: 200, ok: true, timeoutMs: 1, maxRetries: 9, maxMs: 1, pageSize: 1, enumerable: false, writable: false, dispatcher: { dispatch() {} },
};

export default function prototypes(QUnit, env) {
  const load = () => bothEntries(env.pkg, env);

  function valueOf(name, seen) {
    const value = Object.hasOwn(VALUES, name) ? VALUES[name] : `evil ${name}`;
    const note = (...args) => {
      seen.push([name, args.map(String)]);
      return Promise.resolve(new Response('{"data":{"muting":true}}'));
    };
    if (value === "a fetch" || value === "a function") return note;
    if (value === "a clock") return { now: () => 0, wait: note };
    if (value === "a store") return { name: "evil", get: note, update: note };
    if (value === "a signal") return AbortSignal.abort("evil");
    return value;
  }

  /** Acts while Object.prototype has this. */
  async function withPolluted(prototype, name, value, act) {
    const define = Object.defineProperty;
    const descriptor = Object.assign(Object.create(null), { value, enumerable: true, configurable: true, writable: true });
    define(prototype, name, descriptor);
    try {
      return await act();
    } finally {
      delete prototype[name];
    }
  }

  /** Whether the platform's own Response works with that: some do not, and no package could. */
  async function isPlatformWell() {
    const reading = (async () => {
      const reader = new Response("{}", Object.create(null)).body.getReader();
      await reader.read();
      return (await reader.read()).done && new Headers([["a", "b"]]).get("a") === "b" && new URL("https://x.example/?a=b").searchParams.get("a") === "b";
    })().catch(() => false);
    return Promise.race([reading, new Promise((resolve) => setTimeout(resolve, 200, false))]);
  }

  /** Uses all of it; gives what was sent where, and what came of it. */
  async function useAll(api) {
    const sent = [];
    const answers = (bodies) => async (url, init) => {
      const found = { __proto__: null };
      for (const key of ["method", "body", "redirect", "credentials", "cache", "referrerPolicy"]) found[key] = (Object.hasOwn(init, key) ? init[key] : undefined) ?? undefined;
      sent.push([String(url), found.method, String(found.body), found.redirect, found.cache, [...new Headers(init.headers)].join(";"), Object.getPrototypeOf(init) === null]);
      const [status, body] = bodies.shift();
      return new Response(body, Object.assign(Object.create(null), { status }));
    };
    const options = (...bodies) => Object.assign(Object.create(null), { fetch: answers(bodies), baseUrl: "https://x.example", maxRetries: 0 });
    const ok = '{"data":{"muting":true}}';
    const [yes, no] = [[200, ok], [200, '{"data":{"muting":false}}']];
    const user = '{"data":[{"id":"7","username":"jack"}]}';
    const told = [];
    const tell = async (work) => {
      try {
        told.push(JSON.stringify(await work()));
      } catch (thrown) {
        told.push(`${thrown?.name} ${thrown?.code} ${String(thrown?.message).replace(/[\w-]{43}/g, "RANDOM")} ${thrown instanceof api.XError ? JSON.stringify(Object.keys(thrown).sort()) : ""}`);
      }
    };
    await tell(() => api.mute("token", "1", "2", options(yes)));
    await tell(() => api.unmute("token", "1", "2", options(no)));
    await tell(() => api.mute("token", "1", "2", options([200, '{"data":{}}'])));
    await tell(() => api.mute("token", "1", "2", options([200, "{}"])));
    await tell(() => api.mute("token", "1", "2", options([403, '{"title":"no"}'])));
    await tell(() => api.mute("token", "1", "2", options([429, ""])));
    await tell(() => api.mute("token", "x", "2", options(yes)));
    await tell(() => api.mute("token", "1", "2", { ...options(yes), timeoutMs: -1 }));
    const client = (...bodies) => new api.Client(Object.assign(options(...bodies), { auth: "token", userId: "1" }));
    await tell(() => new api.Client(Object.assign(options([200, '{"data":{"id":"1"}}'], yes), { auth: "token" })).mute("2"));
    await tell(() => new api.Client({}));
    await tell(() => client([200, '{"data":{"id":"1"}}']).me());
    await tell(() => client([200, user]).users({ ids: ["7", "8"] }));
    await tell(() => client([200, user]).users({ usernames: ["jack"] }));
    await tell(() => client().users({}));
    const page = async (one) => {
      const found = [];
      for await (const { id } of one.muted()) found.push(id);
      return found;
    };
    await tell(() => page(client([200, '{"data":[{"id":"7"}],"meta":{"result_count":1}}'])));
    await tell(() => page(client([200, "{}"])));
    await tell(async () => {
      const { earliestEnd, ...plan } = await client([200, '{"data":[{"id":"7","connection_status":[]}]}']).plan({ mute: { ids: ["7"] } });
      return plan;
    });
    await tell(() => client().plan({}));
    const plan = { version: 1, userId: "1", mute: [{ id: "2" }], unmute: [] };
    await tell(async () => {
      const job = await client(yes).job(plan, { pace: "burst" });
      return [await job.run(), job.csv(), { ...job.undo(), earliestEnd: "" }];
    });
    await tell(async () => {
      const store = api.memoryStore();
      const one = client([403, '{"title":"no"}']);
      const job = await one.job(plan, { store, pace: "burst" });
      const report = await job.run();
      return [report, (await one.resumeJob({ store })).report()];
    });
    await tell(() => client().job({}, {}));
    await tell(() => client().resumeJob({}));
    await tell(() => api.parseList("7\n@jack\n!"));
    await tell(() => api.formatList([{ id: "7", username: "jack" }, { username: "ann" }], "csv"));
    await tell(() => api.formatList({}, "csv"));
    const app = Object.assign(Object.create(null), { clientId: "id", redirectUri: "https://app.example/back" });
    await tell(async () => {
      const { url, pending } = await api.beginSignIn(app);
      const tokens = '{"token_type":"bearer","access_token":"a","refresh_token":"r","scope":"s","expires_in":7200}';
      const settings = Object.assign(options([200, tokens], [200, '{"access_token":"b"}'], [200, "{}"], [200, "{}"]), { store: api.memoryStore() });
      const session = await api.completeSignIn(`https://app.example/back?code=c&state=${pending.state}`, pending, settings);
      const restored = await api.Session.restore({ ...settings, clientId: "id" });
      const all = [new URL(url).origin, Object.keys(pending), await session.accessToken(), session.scopes, await restored.accessToken({ rejectedToken: "a" })];
      await restored.signOut();
      return [...all, (await api.Session.restore({ ...settings, clientId: "id" })) === undefined];
    });
    await tell(() => api.beginSignIn({}));
    await tell(() => api.completeSignIn("https://app.example/back?code=c", {}, {}));
    await tell(() => api.Session.restore({}));
    await tell(() => api.XError.from({}));
    await tell(() => api.XError.from({ name: "XError", code: "network", message: "m" }));
    return { sent: sent.map((one) => one.map((text) => (typeof text === "string" ? text.replace(/code_verifier=[\w-]+/, "code_verifier=") : text))), told };
  }

  QUnit.test(`whichever of ${NAMES.length} names is on Object.prototype, the same is sent and told as without`, async (assert) => {
    const api = await load();
    const wanted = await useAll(api);
    assert.ok(wanted.sent.length >= 20 && wanted.told.length >= 30);
    assert.ok(wanted.sent.every((one) => one.at(-1)), "what fetch is given has no prototype");
    const differences = [];
    const broken = [];
    for (const name of NAMES) {
      const seen = [];
      if (!await withPolluted(Object.prototype, name, valueOf(name, []), isPlatformWell)) {
        broken.push(name);
        continue;
      }
      const found = await withPolluted(Object.prototype, name, valueOf(name, seen), () => useAll(api));
      if (seen.length > 0) differences.push([name, "was called", seen[0]]);
      for (const key of ["sent", "told"]) {
        wanted[key].forEach((one, at) => {
          if (JSON.stringify(found[key][at]) !== JSON.stringify(one)) differences.push([name, key, one, found[key][at]]);
        });
        if (found[key].length !== wanted[key].length) differences.push([name, key, found[key].length]);
      }
    }
    assert.deepEqual(differences.slice(0, 5), []);
    assert.ok(broken.length <= 6, `the platform itself does not work with ${broken.join()}`);
  });

  QUnit.test("the package can be imported and loaded whatever is there", async (assert) => {
    for (const name of ["get", "set", "value", "writable", "configurable", "cause", "fatal", "baseUrl", "fetch", "dispatcher", "body", "origin", "navigator", "location", "crypto"]) {
      const folder = await env.copyPkg();
      const api = await withPolluted(Object.prototype, name, valueOf(name, []), async () => {
        for (const entry of [env.entry, env.clientEntry]) await (await import(folder + entry)).default();
        return bothEntries(folder, env);
      });
      const fetch = async () => new Response('{"data":{"muting":true}}');
      assert.deepEqual(await api.mute("token", "1", "2", { fetch }), { data: { muting: true } }, name);
      assert.deepEqual(await new api.Client({ auth: "token", userId: "1", fetch }).mute("2"), { data: { muting: true } }, name);
    }
  });

  QUnit.test("a success is X's word, and not Object.prototype's", async (assert) => {
    const { mute, unmute } = await load();
    for (const body of ['{"data":{}}', "{}", '{"data":[]}', '{"data":"x"}', "[]", "5", '"x"', "true", "null", '{"data":null}', '{"data":{"muting":null}}', '{"data":{"muting":"true"}}', '{"__proto__":{"data":{"muting":true}}}', '{"data":{"__proto__":{"muting":true}}}']) {
      const fetch = async () => new Response(body);
      for (const [name, value] of [["muting", true], ["data", { muting: true }], ["muting", false]]) {
        const error = await withPolluted(Object.prototype, name, value, () => rejection(mute("token", "1", "2", { fetch })));
        assert.strictEqual(error.code, "bad_response", `${body} ${name}`);
      }
      const error = await withPolluted(Object.prototype, "muting", false, () => rejection(unmute("token", "1", "2", { fetch })));
      assert.strictEqual(error.code, "bad_response", body);
    }
  });

  QUnit.test("options of a class of the caller's own, and of a prototype of theirs, are read", async (assert) => {
    const { mute, Client } = await load();
    const urls = [];
    const fetch = async (url) => {
      urls.push(new URL(url).origin);
      return new Response('{"data":{"muting":true}}');
    };
    class Base { get baseUrl() { return "https://class.example"; } }
    class Options extends Base { fetch = fetch; }
    await mute("token", "1", "2", new Options());
    await mute("token", "1", "2", Object.create({ fetch, baseUrl: "https://prototype.example" }));
    await mute("token", "1", "2", Object.assign(Object.create(null), { fetch, baseUrl: "https://null.example" }));
    await mute("token", "1", "2", Object.create(Object.create(null, { fetch: { value: fetch }, baseUrl: { value: "https://hidden.example" } })));
    await mute("token", "1", "2", { fetch, baseUrl: "https://own.example", hasOwnProperty: 1 });
    class Account { get auth() { return "token"; } get userId() { return "1"; } fetch = fetch; baseUrl = "https://client.example"; }
    await new Client(new Account()).mute("2");
    assert.deepEqual(urls, ["class", "prototype", "null", "hidden", "own", "client"].map((name) => `https://${name}.example`));
  });

  QUnit.test("Object.prototype of another realm is nobody's either", async (assert) => {
    const foreign = await otherRealm(env);
    if (foreign === undefined) return assert.ok(true, "there is one realm only");
    const { mute, Client, parseList } = await load();
    const evil = [];
    const evilFetch = async (url) => {
      evil.push(String(url));
      return new Response('{"data":{"muting":true}}');
    };
    const fetch = async () => new Response('{"data":{"muting":true}}');
    for (const [name, value] of [["baseUrl", "https://evil.example"], ["fetch", evilFetch], ["headers", { "x-evil": "1" }], ["signal", AbortSignal.abort("evil")], ["maxRetries", -1], ["timeoutMs", "x"], ["onResponse", evilFetch], ["clock", {}], ["proxy", true], ["userId", "9"]]) {
      const urls = [];
      const own = async (...args) => {
        urls.push([new URL(args[0]).origin, new Headers(args[1].headers).has("x-evil")]);
        return fetch();
      };
      await withPolluted(foreign.prototype, name, value, async () => {
        // Of what is on their Object.prototype, the foreign options have the platform's own `fetch` put in its place.
        const options = Object.assign(foreign.object(), name === "fetch" ? { maxRetries: 0 } : { fetch: own });
        const original = globalThis.fetch;
        globalThis.fetch = own;
        try {
          assert.deepEqual(await mute("token", "1", "2", options), { data: { muting: true } }, name);
          const auth = Object.assign(foreign.object(), { auth: "token", userId: "1", ...name !== "fetch" && { fetch: own } });
          assert.deepEqual(await new Client(auth).mute("2", foreign.object()), { data: { muting: true } }, name);
        } finally {
          globalThis.fetch = original;
        }
      });
      assert.deepEqual(urls, [["https://api.x.com", false], ["https://api.x.com", false]], name);
    }
    assert.deepEqual(evil, []);
    assert.strictEqual((await parseList("7")).ids.length, 1);
  });

  QUnit.test("the platform's own fetch is given a dispatcher by nobody, and no token to one", async (assert) => {
    const { mute } = await load();
    const { baseUrl, token, me, other } = await world(env.xServer, `${env.engine} ${assert.test.testId}`);
    const seen = [];
    const dispatcher = { dispatch: (...args) => seen.push(JSON.stringify(args)) };
    const reply = await withPolluted(Object.prototype, "dispatcher", dispatcher, () => mute(token, me, other, { baseUrl }));
    assert.deepEqual([reply, seen], [{ data: { muting: true } }, []]);
  });

  /** An object, and Object.prototype, of a realm that is not this one; undefined where there is none to be had. */
  async function otherRealm({ engine }) {
    if (engine === "workerd") return undefined;
    if (engine === "node") {
      const { runInNewContext } = await import("node:vm");
      const context = runInNewContext("({ prototype: Object.prototype, object: () => ({}) })");
      return { prototype: context.prototype, object: context.object };
    }
    if (globalThis.document === undefined) return undefined;
    const frame = document.body.appendChild(document.createElement("iframe"));
    return { prototype: frame.contentWindow.Object.prototype, object: () => new frame.contentWindow.Object() };
  }
}
