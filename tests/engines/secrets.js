// The token is in the Authorization header, and in nothing else that anyone can observe.
import { world } from "../support/world.js";
import { ways } from "./modules.js";
import { rejection } from "./support.js";
import { escapedAs, textsOf, withSecret } from "./texts.js";

const TOKEN = "t0ken-that-nobody/may+see~anywhere==";

const respond = (status, body, headers = []) => ({ respond: { status, body, headers } });
const escaped = escapedAs(TOKEN);

/** What the call meets at X, and what is given with it. */
const TABLE = {
  "a reset": [{ reset: true }, {}],
  "silence": [{ hold: true }, { timeoutMs: 100 }],
  "a refusal": [respond(401, '{"title":"Unauthorized"}'), {}],
  "an echo in a problem": [respond(400, JSON.stringify({ title: `Bearer ${TOKEN}`, detail: TOKEN, errors: [{ [TOKEN]: TOKEN }] })), {}],
  "an echo that is escaped": [respond(400, `{"title":"${escaped}","reason":"${escaped.toUpperCase().replaceAll("\\U", "\\u")}"}`), {}],
  "an echo with escaped slashes": [respond(403, JSON.stringify({ detail: TOKEN }).replaceAll("/", "\\/")), {}],
  "an echo in a page": [respond(502, `<html>${TOKEN}`), {}],
  "an echo in a success that is none": [respond(200, TOKEN), {}],
  "an echo in the headers": [respond(429, "", [["x-transaction-id", TOKEN], ["x-rate-limit-limit", TOKEN], ["retry-after", TOKEN]]), {}],
  "a redirect to another origin": [respond(307, "", [["location", "http://127.0.0.1:9/"]]), {}],
  "a body that is cut off": [{ raw: { bytes: "HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\ncontent-length: 99\r\n\r\n{", then: "reset" } }, {}],
};

/** What is refused, with a secret in the wrong place. */
const MISPLACED = {
  "the token as an ID": (mute) => mute("token", TOKEN, "2"),
  "the token with its scheme": (mute) => mute(`Bearer ${TOKEN}`, "1", "2"),
  "the token with a line break": (mute) => mute(`${TOKEN}\n`, "1", "2"),
  "the token in the URL": (mute) => mute("token", "1", "2", { baseUrl: `https://${encodeURIComponent(TOKEN)}@api.x.com` }),
  "the token in a query": (mute) => mute("token", "1", "2", { baseUrl: `https://api.x.com?${TOKEN}` }),
  "the token in a broken URL": (mute) => mute("token", "1", "2", { baseUrl: `//${TOKEN}` }),
  "the token in a header": (mute) => mute("token", "1", "2", { headers: { authorization: TOKEN } }),
  "the token in a broken header": (mute) => mute("token", "1", "2", { headers: { a: `${TOKEN}\nb` } }),
  "plain http": (mute) => mute(TOKEN, "1", "2", { baseUrl: "http://api.x.com" }),
};

export default function secrets(QUnit, env) {
  const load = () => import(env.pkg + env.entry);

  for (const [what, [fault, options]] of Object.entries(TABLE)) {
    QUnit.test(`after ${what}, nothing observable has the token`, async (assert) => {
      const { mute, XError } = await load();
      const { baseUrl, me, other, fault: add, requests } = await world(env.xServer, `${env.engine} ${assert.test.testId}`);
      await add({ method: "POST", times: 0, ...fault });
      const seen = observe();
      const onResponse = (info) => {
        seen.add(info);
        // It is reported, for whoever listens to see.
        throw new Error("mine", { cause: info });
      };
      const error = await rejection(mute(TOKEN, me, other, { baseUrl, maxRetries: 0, onResponse, ...options }));
      assert.ok(error instanceof XError, String(error));
      seen.add(error);
      seen.add(structuredClone(error.toJSON()));
      seen.add(XError.from(error.toJSON()));
      await seen.stop();
      const sent = await requests();
      assert.ok(sent.length > 0);
      for (const { headers, ...rest } of sent) {
        assert.deepEqual(headers.filter(([, value]) => value.includes(TOKEN)), [["authorization", `Bearer ${TOKEN}`]]);
        seen.add(rest);
      }
      assert.deepEqual(seen.urls.filter((url) => !url.startsWith(`${baseUrl}/2/`) && !url.startsWith(`${baseUrl}/control/`)), []);
      assert.deepEqual(leaks(seen.texts), []);
    });
  }

  for (const [what, attempt] of Object.entries(MISPLACED)) {
    QUnit.test(`${what} is refused, nothing observable has it, and nothing is sent`, async (assert) => {
      const { mute, unmute } = await load();
      const seen = observe();
      seen.add(await rejection(attempt(mute)));
      seen.add(await rejection(attempt(unmute)));
      await seen.stop();
      assert.deepEqual(seen.urls, []);
      assert.deepEqual(leaks(seen.texts), []);
    });
  }

  QUnit.test("a failure inside does not tell the token", async (assert) => {
    const folder = await env.copyPkgWithTraps?.();
    if (folder === undefined) return assert.ok(true, "there is no test build in this engine");
    const { mute } = await import(folder + env.entry);
    const { small: run } = await ways(folder);
    const seen = observe();
    const limit = env.engine === "workerd" ? { timeoutMs: 500 } : {};
    const inFlight = rejection(mute(TOKEN, "1", "2", { ...limit, fetch: () => new Promise(() => {}) }));
    const { readOptions } = await import(`${folder}lib/options.js`);
    await rejection(run(() => ({ options: readOptions(), name: "trap_before_await" })));
    seen.add(await inFlight);
    await seen.stop();
    assert.deepEqual(leaks(seen.texts), []);
  });

  QUnit.test("the scan finds a token wherever it is", (assert) => {
    const cyclic = { list: [new Map([["key", new Set([TOKEN])]])] };
    cyclic.self = cyclic;
    const hidden = Object.defineProperty({}, "hidden", { value: TOKEN });
    for (const leak of [TOKEN, new Error(TOKEN), new Error("x", { cause: { a: TOKEN } }), cyclic, hidden, { [TOKEN]: 1 }, { [Symbol(TOKEN)]: 1 }]) {
      assert.notDeepEqual(leaks(textsOf(leak)), []);
    }
  });

  /** Which texts have the token. */
  const leaks = (texts) => withSecret(texts, TOKEN);

  /** Listens to everything that a script can hear: the console, reported errors, unhandled rejections, and fetch's URLs. */
  function observe() {
    const texts = [];
    const urls = [];
    const add = (...values) => texts.push(...values.flatMap((value) => textsOf(value)));
    const originals = new Map(["debug", "error", "info", "log", "trace", "warn"].map((name) => [name, console[name]]));
    for (const name of originals.keys()) console[name] = add;
    const { fetch, reportError } = globalThis;
    if (reportError !== undefined) globalThis.reportError = add;
    globalThis.fetch = (url, init) => {
      urls.push(String(url?.url ?? url));
      return fetch(url, init);
    };
    const hear = (event) => {
      add(event?.message, event?.reason, event?.error ?? event);
      event?.preventDefault?.();
    };
    const types = ["error", "unhandledrejection"];
    if (env.engine === "node") process.on("unhandledRejection", hear);
    else for (const type of types) addEventListener(type, hear);
    return {
      texts,
      urls,
      add,
      async stop() {
        await new Promise((resolve) => setTimeout(resolve, 20));
        for (const [name, original] of originals) console[name] = original;
        globalThis.fetch = fetch;
        if (reportError !== undefined) globalThis.reportError = reportError;
        if (env.engine === "node") process.off("unhandledRejection", hear);
        else for (const type of types) removeEventListener(type, hear);
      },
    };
  }
}
