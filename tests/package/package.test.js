// What npm pack gives, installed in an empty folder.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
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
const BUDGET = 50_300;

test("the tarball has what is needed and nothing else", async () => {
  const files = await readdir(pkg, { recursive: true, withFileTypes: true });
  const names = files.filter((file) => file.isFile()).map((file) => relative(pkg, join(file.parentPath, file.name)));
  assert.deepEqual(names.sort(), [
    "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "browser.js", "index.d.ts", "inline.js",
    "lib/inlined.js", "lib/url.js", "lib/x-mutes.js",
    "node.js", "package.json", "wasm.d.ts", "workerd.js", "x_mutes.wasm",
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
