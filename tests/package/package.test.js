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

/** The most that an entry may have of brotli at its best, in bytes. */
const BUDGETS = {
  /** "x-mutes" in one script, as it is loaded. */
  index: 36_150,
  /** "x-mutes", its module and its JavaScript each by itself. */
  indexApart: 34_100,
  /** "x-mutes/client", its module and its JavaScript each by itself. */
  client: 122_400,
};

test("the tarball has what is needed and nothing else", async () => {
  const files = await readdir(pkg, { recursive: true, withFileTypes: true });
  const names = files.filter((file) => file.isFile()).map((file) => relative(pkg, join(file.parentPath, file.name)));
  assert.deepEqual(names.sort(), [
    "CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT", "README.md",
    "client-inline.js", "client-workerd.js", "client.d.ts", "client.js", "client.wasm", "index.d.ts", "index.js",
    "lib/core.js", "package.json", "wasm.d.ts", "workerd.js", "x_mutes.wasm",
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

/** What each module exports, and what it does not. */
const EXPORTS = {
  "x_mutes.wasm": [["mute", "unmute"], ["plan", "parse_list", "begin_sign_in"]],
  "client.wasm": [["mute", "unmute", "plan", "parse_list", "begin_sign_in"], []],
};
for (const [file, [exported, absent]] of Object.entries(EXPORTS)) {
  test(`${file} exports ${exported.join(", ")}, and no trap`, async () => {
    const module = await WebAssembly.compile(await readFile(join(pkg, file)));
    const names = WebAssembly.Module.exports(module).map(({ name }) => name);
    assert.deepEqual(exported.filter((name) => !names.includes(name)), []);
    assert.deepEqual(names.filter((name) => name.startsWith("trap") || absent.includes(name)), []);
  });
}

for (const [folder, file] of [["small", "x_mutes.wasm"], ["client", "client.wasm"]]) {
  test(`${file} exports what src/js/${folder}/glue.d.ts declares`, async () => {
    const module = await WebAssembly.compile(await readFile(join(pkg, file)));
    const exported = WebAssembly.Module.exports(module).map(({ name }) => name);
    const types = await readFile(new URL(`../../src/js/${folder}/glue.d.ts`, import.meta.url), "utf8");
    const declared = [...types.matchAll(/^  (\w+)[(:]/gm)].map(([, name]) => name);
    assert.ok(declared.includes("mute"));
    assert.deepEqual(declared.filter((name) => !exported.includes(name)), []);
  });
}

test("client.js, and no other file, names a module by its URL", async () => {
  const files = (await readdir(pkg, { recursive: true })).filter((name) => name.endsWith(".js"));
  const texts = await Promise.all(files.map((name) => readFile(join(pkg, name), "utf8")));
  const named = files.flatMap((file, at) => [...texts[at].matchAll(/new URL\("([^"]*\.wasm)"/g)].map(([, url]) => [file, url]));
  assert.deepEqual(named, [["client.js", "./client.wasm"]]);
});

test("each code of an error is in the README's table, linked from its doc comment, and given somewhere", async () => {
  const types = await readFile(join(pkg, "index.d.ts"), "utf8");
  const readme = await readFile(join(pkg, "README.md"), "utf8");
  const declared = [...types.matchAll(/See \[(\w+)\]\(\.\/README\.md#\1\)\. \*\/\n  \| "\1"/g)].map(([, code]) => code);
  const explained = [...readme.matchAll(/^\| <a id="(\w+)"><\/a>`\1` \|/gm)].map(([, code]) => code);
  assert.equal(declared.length, types.match(/^  \| "/gm).length);
  assert.deepEqual(declared, explained);
  const files = ["x_mutes.wasm", "client.wasm", "index.js", "client.js", "lib/core.js"];
  const all = (await Promise.all(files.map((file) => readFile(join(pkg, file), "latin1")))).join("");
  assert.deepEqual(declared.filter((code) => !all.includes(code)), []);
});

/** The bytes of brotli, at its best, of a script that esbuild makes of an entry, or of a module; what is imported of wasm is left out. */
async function size(file) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  if (file.endsWith(".wasm")) return brotliCompressSync(await readFile(join(pkg, file)), { params }).length;
  const { outputFiles: [script] } = await build({
    entryPoints: [join(pkg, file)], external: ["*.wasm"],
    bundle: true, minify: true, format: "esm", target: "es2022", write: false,
  });
  return brotliCompressSync(script.contents, { params }).length;
}

/** What is counted of each entry. The script for workerd is the other one without its module. */
const COUNTED = { index: ["index.js"], indexApart: ["workerd.js", "x_mutes.wasm"], client: ["client.js", "client.wasm"] };
for (const [name, files] of Object.entries(COUNTED)) {
  test(`${files.join(" and ")}, minified: less than ${BUDGETS[name]} bytes of brotli`, async (t) => {
    const sizes = await Promise.all(files.map(size));
    const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
    const said = `${files.map((file, at) => `${file} ${sizes[at]}`).join(" + ")} = ${total} bytes`;
    t.diagnostic(said);
    assert.ok(total < BUDGETS[name], said);
  });
}

/** Signs in to the stand-in as a browser would, up to the way back. */
const SIGNED_IN = `
  import * as api from "x-mutes/client";
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
