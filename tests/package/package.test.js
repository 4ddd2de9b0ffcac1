// What npm pack gives, installed in an empty folder.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";
import { world } from "../support/world.js";

const run = promisify(execFile);
const pkg = process.env.PACKED;
const project = join(pkg, "../..");

/** What everyone loads, in bytes of brotli at its best. No more than it was: the aim is far below. */
const BUDGET = 54_500;

test("the tarball has what is needed and nothing else", async () => {
  const files = await readdir(pkg, { recursive: true, withFileTypes: true });
  const names = files.filter((file) => file.isFile()).map((file) => relative(pkg, join(file.parentPath, file.name)));
  assert.deepEqual(names.sort(), [
    "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "browser.js", "index.d.ts",
    ...[
      "answer", "attempt", "auth", "call", "client", "course", "crypto", "elsewhere", "error", "glue", "guard", "index", "job-options", "job-texts",
      "job", "kept", "limit-numbers", "list-formats", "list", "load", "lock", "options", "pause", "plan", "run", "runtime", "session", "step",
      "stores/extension", "stores/indexed-db", "stores/memory", "task", "throttle", "url", "waiting",
    ].map((name) => `lib/${name}.js`),
    "node.js", "package.json", "workerd.js", "x_mutes.wasm",
  ]);
});

test("a script in Node mutes by the package's name", async () => {
  const { baseUrl, token, me, other, mutes, requests } = await world(process.env.X_SERVER, "package");
  const script = `
    const { mute } = await import("x-mutes");
    console.log(JSON.stringify(await mute(${JSON.stringify(token)}, "${me}", ${other}n, { baseUrl: "${baseUrl}" })));
  `;
  const { stdout, stderr } = await run("node", ["--input-type=module", "--eval", script], { cwd: project });
  assert.equal(stdout, '{"data":{"muting":true}}\n');
  assert.equal(stderr, "");
  assert.deepEqual(await mutes(), [other]);
  const [{ method, path, body, headers }] = await requests();
  assert.deepEqual([method, path, body], ["POST", `/2/users/${me}/muting`, `{"target_user_id":"${other}"}`]);
  assert.deepEqual(headers.filter(([name]) => name === "authorization"), [["authorization", `Bearer ${token}`]]);
  assert.deepEqual(headers.filter(([name]) => name === "content-type"), [["content-type", "application/json"]]);
});

test("the wasm exports mute and unmute", async () => {
  const module = await WebAssembly.compile(await readFile(join(pkg, "x_mutes.wasm")));
  const names = WebAssembly.Module.exports(module).map(({ name }) => name);
  assert.ok(names.includes("mute") && names.includes("unmute"), names.join());
  assert.ok(!names.some((name) => name.startsWith("trap")), names.join());
});

test("one file, and no other, names the wasm by its URL", async () => {
  const files = (await readdir(pkg, { recursive: true })).filter((name) => name.endsWith(".js"));
  const texts = await Promise.all(files.map((name) => readFile(join(pkg, name), "utf8")));
  assert.deepEqual(files.filter((_, at) => /new URL\("[^"]*\.wasm"/.test(texts[at])), ["lib/url.js"]);
});

const USES = `
  import init, * as api from "x-mutes";
  const values: { mute: typeof api.mute; unmute: typeof api.unmute; XError: typeof api.XError } = api;
  const reply: Promise<api.MutingResponse> = values.mute("t", "1", 2n, { signal: null, timeoutMs: undefined });
  const stores: api.Store[] = [api.memoryStore(), api.indexedDbStore(), api.indexedDbStore("mine"), api.extensionStore({})];
  stores[0]!.update("key", (old: string | undefined) => (old === "a" ? undefined : "a")).then((nothing: void) => nothing);
  // @ts-expect-error a change must not wait
  stores[0]!.update("key", async () => "a");
  const auths: api.Auth[] = ["t", ({ rejectedToken, signal }) => rejectedToken ?? String(signal.aborted), async () => "t", { proxy: true },
    { consumerKey: "a", consumerSecret: "b", accessToken: "c", accessTokenSecret: "d" }];
  const client = new api.Client({ auth: auths[0]!, userId: 5n, clock: { now: () => 0, wait: async (ms: number) => {} } });
  const listed: Promise<api.User[]> = (async () => { const all = []; for await (const user of client.muted({ pageSize: 5 })) all.push(user); return all; })();
  client.muted().pages().next().then(({ value }: IteratorResult<api.Page>) => value?.users);
  client.users({ ids: ["1", 2n], usernames: new Set(["a"]) }).then(({ users: [user], missing }) => [user?.username, missing[0]?.detail]);
  const skip = { following: true, followers: undefined, ids: ["1", 2n] };
  const planned: Promise<api.Plan> = client.plan({ mute: { ids: ["1"] }, exact: true }, { skip, maxRateLimitWaitMs: 1 });
  planned.then(({ mute: [entry], skipped: [left], requests: { reads } }) => [entry?.id.length, left?.why === "already", reads.toFixed()]);
  client.plan({ unmute: { usernames: new Set(["a"]) } }, { onProgress: ({ total, done, waitingUntil, partial }) => [total - done, waitingUntil?.getTime(), partial()] });
  planned.catch((error: api.XError) => client.plan({ mute: {} }, { partial: (error.cause as { partial: object }).partial }));
  // @ts-expect-error people are given by ID or username
  client.plan({ mute: ["1"] });
  // @ts-expect-error nobody is wanted by a number
  client.plan({ mute: { ids: [1] } });
  const job: Promise<api.Job> = planned.then((plan) => client.job(plan, { store: stores[0], key: "k", pace: "burst", maxPerDay: 100,
    onProgress: ({ total, done, eta, current, waitingUntil }) => [total - done, eta.getTime(), current?.username, waitingUntil?.getTime()] }));
  job.then((one) => one.run({ signal: null })).then(({ state, stoppedBy, entries: [entry] }) => [state === "elsewhere", stoppedBy?.code, entry?.error?.message]);
  job.then((one) => one.runUntilLimited({ maxMs: 1 })).then(({ resumeAt }: { resumeAt?: Date }) => resumeAt);
  job.then(async (one) => { one.pause(); await one.discard(); return [one.csv().length, one.report().gone, client.job(one.undo()), client.job(one.checkpoint())]; });
  client.resumeJob({ store: stores[0]! }).then((one: api.Job | undefined) => one);
  // @ts-expect-error a job that is to be found again has a store
  client.resumeJob({});
  // @ts-expect-error jobs are made by a client
  new api.Job();
  const signedIn: Promise<api.Session> = api.beginSignIn({ clientId: "c", redirectUri: "https://a.b" })
    .then(({ url, pending }) => api.completeSignIn(url, pending, { store: stores[0]!, clientSecret: "s" }));
  api.Session.restore({ clientId: "c", store: stores[0]! }).then((session: api.Session | undefined) => session?.expiresAt.getTime());
  // @ts-expect-error sessions are made by the package
  new api.Session();
  // @ts-expect-error a string is no list of people
  client.users("a");
  const read: Promise<api.ParsedList> = api.parseList(new Uint8Array()).then(async (list) => api.parseList(await api.formatList(list, list.format)));
  read.then(({ ids: [id], rejected: [entry], duplicates }) => [id?.length, entry?.line.toFixed(), entry?.why, duplicates.toFixed()]);
  listed.then((users) => api.formatList(users, "csv")).then((text: string) => text);
  api.formatList({ usernames: new Set(["a"]) }, "lines");
  api.formatList([{ id: 1n, username: undefined }], "json");
  // @ts-expect-error a string is no list of people
  api.formatList("1", "csv");
  // @ts-expect-error usernames alone are given as People
  api.formatList([{ username: "a" }], "csv");
  // @ts-expect-error there is no such format
  api.formatList({ ids: [] }, "xml");
  // @ts-expect-error a list is text or bytes
  api.parseList(["1"]);
  // @ts-expect-error a number is no ID
  api.mute("t", 1, "2");
  // @ts-expect-error there is no such option
  api.mute("t", "1", "2", { timeout: 1 });
  // @ts-expect-error errors are made by the package
  new api.XError();
  export const code: api.XErrorCode = "internal";
  export { init, listed, reply, signedIn };
`;
const USES_WITH_THE_DOM = `
  ${USES}
  const { signal } = new AbortController();
  await api.unmute("t", "1", "2", { signal, fetch, headers: new Headers(), baseUrl: new URL("https://x.org") });
  await api.unmute("t", "1", "2", { fetch: globalThis.fetch, headers: { a: "b" }, baseUrl: location.origin });
  await init(new Request("x.wasm"));
  await init(await fetch("x.wasm"));
  await init(await WebAssembly.compile(new Uint8Array()));
`;
for (const [lib, code] of [[["es2022"], USES], [["es2022", "dom"], USES_WITH_THE_DOM]]) {
  test(`the types hold under the strictest settings, with lib ${lib}`, async () => {
    const compilerOptions = {
      noEmit: true, strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, types: [], lib,
      target: "es2022", module: "nodenext", moduleResolution: "nodenext",
    };
    const tsc = join(import.meta.dirname, "../node_modules/typescript/bin/tsc");
    await writeFile(join(project, "types.mts"), code);
    await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["types.mts"] }));
    await run("node", [tsc], { cwd: project }).catch(({ stdout }) => assert.fail(stdout));
  });
}

test("what is exported is what the types say", async () => {
  const { default: init, ...values } = await import(join(pkg, "node.js"));
  const types = await readFile(join(pkg, "index.d.ts"), "utf8");
  const declared = [...types.matchAll(/^export (?:function|class) (\w+)/gm)].map(([, name]) => name);
  assert.equal(typeof init, "function");
  assert.deepEqual(Object.keys(values).sort(), declared.sort());
});

test("each code of an error is in the README's table, linked from its doc comment, and given somewhere", async () => {
  const types = await readFile(join(pkg, "index.d.ts"), "utf8");
  const readme = await readFile(join(pkg, "README.md"), "utf8");
  const declared = [...types.matchAll(/See \[(\w+)\]\(\.\/README\.md#\1\)\. \*\/\n  \| "\1"/g)].map(([, code]) => code);
  const explained = [...readme.matchAll(/^\| <a id="(\w+)"><\/a>`\1` \|/gm)].map(([, code]) => code);
  assert.equal(declared.length, types.match(/^  \| "/gm).length);
  assert.deepEqual(declared, explained);
  const wasm = await readFile(join(pkg, "x_mutes.wasm"), "latin1");
  const names = (await readdir(join(pkg, "lib"), { recursive: true })).filter((name) => name.endsWith(".js"));
  const scripts = names.map((name) => readFile(join(pkg, "lib", name), "utf8"));
  const all = [wasm, ...await Promise.all(scripts)].join("");
  assert.deepEqual(declared.filter((code) => !all.includes(code)), []);
});

test(`wasm and minified JavaScript together are below ${BUDGET} bytes of brotli`, async (t) => {
  const { outputFiles: [script] } = await build({
    entryPoints: [join(pkg, "browser.js")], bundle: true, minify: true, format: "esm", target: "es2022", write: false,
  });
  const size = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  const [wasm, js] = [size(await readFile(join(pkg, "x_mutes.wasm"))), size(script.contents)];
  t.diagnostic(`wasm ${wasm} + JavaScript ${js} = ${wasm + js} bytes`);
  assert.ok(wasm + js < BUDGET, `wasm ${wasm} + JavaScript ${js} = ${wasm + js} bytes`);
});

/** Signs in to the stand-in as a browser would, up to the way back. */
const SIGNED_IN = `
  import * as api from "x-mutes";
  const begun = await api.beginSignIn({ clientId, redirectUri });
  const page = baseUrl + new URL(begun.url).pathname + new URL(begun.url).search;
  const allowed = await realFetch(page, { method: "POST", body: new URLSearchParams({ decision: "allow" }), redirect: "manual" });
  Object.assign(globalThis, { pending: begun.pending, callbackUrl: allowed.headers.get("location") });
`;

const READMES = { package: join(pkg, "README.md"), repository: join(import.meta.dirname, "../../README.md") };
for (const [whose, path] of Object.entries(READMES)) test(`every sample of the ${whose}'s README runs`, async () => {
  const { baseUrl, token, me, other, control } = await world(process.env.X_SERVER, `readme of the ${whose}`);
  const [clientId, redirectUri] = ["stand-in-client", "https://example.org/back"];
  await control("POST", "clients", { client_id: clientId, redirect_uris: [redirectUri] });
  const readme = await readFile(path, "utf8");
  const samples = [...readme.matchAll(/```js\n(.*?)```/gs)].map(([, code]) => code);
  assert.ok(samples.length > 0);
  for (const sample of samples) {
    // The sample is as it stands; only where X is, and who, is told from outside.
    const script = `
      const given = ${JSON.stringify({ baseUrl, token, myId: me, theirId: other, clientId, redirectUri })};
      Object.assign(globalThis, given, { realFetch: globalThis.fetch });
      globalThis.fetch = (url, init) => realFetch(String(url).replace("https://api.x.com", baseUrl), init);
      ${sample.includes("callbackUrl") ? SIGNED_IN : ""}
      ${sample}`;
    const { stderr } = await run("node", ["--input-type=module", "--eval", script], { cwd: project });
    assert.equal(stderr, "", sample);
  }
});
