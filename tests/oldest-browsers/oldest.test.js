// The package needs no browser newer than its README says, by MDN's data on which browser brought what.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { emptyFolder, install } from "../packages/support/installed.js";
import { BROWSERS, Compat, merge } from "./compat.js";
import { used } from "./scripts.js";

const { PACKED, TARBALL } = process.env;

/** The oldest that have all that the package uses. */
const OLDEST = { chrome: 98, firefox: 97, safari: 15.4 };

/** Asked for only where they are: a property of newer engines, a method of Node's, and what only tells engines apart. */
const OPTIONAL = ["ArrayBuffer.detached", "BroadcastChannel.unref", "ReadableByteStreamController", "document", "self", "window"];

/** So is this method, which TypeScript does not know yet. */
const OPTIONAL_NAMES = ["fromHex"];

/** Members of the package's own things, though newer engines have some of the same name. */
const OWN = ["error", "take", "windows"];

/** What MDN's data has no entry for: a field of what a known method returns, as old as that, and what is as old as the language. */
const FIELDS = [
  "Blob.prototype", "Function.prototype", "ObjectConstructor.prototype", "TextEncoderEncodeIntoResult.written",
  "WebAssemblyInstantiatedSource.instance", "WebAssemblyInstantiatedSource.module",
];

const MODULES = ["x_mutes.wasm", "client.wasm"];

/** WebAssembly's features by binaryen's names, and where MDN's data has them. */
const WASM_FEATURES = {
  "bulk-memory": "webassembly.bulk-memory-operations",
  multivalue: "webassembly.multi-value",
  "nontrapping-float-to-int": "webassembly.non-trapping-float-to-int-conversions",
  "reference-types": "webassembly.reference-types",
  "sign-ext": "webassembly.sign-extension-operations",
};

let root, compat, files;

before(async () => {
  root = await emptyFolder(TARBALL);
  const [copy] = install([import.meta.dirname], root);
  const data = join(await copy, "node_modules/@mdn/browser-compat-data/data.json");
  compat = new Compat(JSON.parse(await readFile(data, "utf8")));
  const names = await readdir(join(PACKED, "lib"), { recursive: true });
  const scripts = names.filter((name) => name.endsWith(".js")).map((name) => join("lib", name));
  files = ["index.js", "client.js", "client-inline.js", ...scripts].map((name) => join(PACKED, name));
});

after(() => rm(root, { recursive: true, force: true }));

test("the oldest browsers know all of the scripts' syntax", async () => {
  const target = BROWSERS.map((browser) => browser + OLDEST[browser]);
  for (const file of files) {
    const source = await readFile(file, "utf8");
    const lowered = await transform(source, { target });
    const asItIs = await transform(source, { target: "esnext" });
    assert.equal(lowered.code, asItIs.code, file);
  }
});

test("the oldest browsers have all that the scripts use, and no older one has", () => {
  const { known, names } = used(files);
  const needed = known.filter((name) => !OPTIONAL.includes(name) && !FIELDS.includes(name));
  const versions = needed.map((name) => compat.of(name) ?? assert.fail(`MDN's data does not know ${name}`));
  versions.forEach((since, index) => assert.deepEqual(merge(since, OLDEST), OLDEST, `${needed[index]} is too new`));
  assert.deepEqual(versions.reduce((one, other) => merge(one, other)), OLDEST);
  for (const name of names.filter((name) => !OWN.includes(name) && !OPTIONAL_NAMES.includes(name))) {
    const since = compat.anyMember(name) ?? OLDEST;
    assert.deepEqual(merge(since, OLDEST), OLDEST, `if .${name} is the package's own, say so in OWN`);
  }
});

test("the oldest browsers know all of the modules' features", async () => {
  const features = Object.keys(WASM_FEATURES);
  for (const module of MODULES) {
    assert.equal(await isValid(module, features), true);
    for (const feature of features) {
      const others = features.filter((other) => other !== feature);
      assert.equal(await isValid(module, others), false, `${module} does not use ${feature} any more`);
    }
  }
  for (const feature of features) assert.deepEqual(merge(compat.at(WASM_FEATURES[feature]), OLDEST), OLDEST, feature);
});

test("the README names the oldest browsers, and those that have what a page may need", async () => {
  const readme = await readFile(join(PACKED, "README.md"), "utf8");
  const importMaps = compat.at("html.elements.script.type.importmap");
  const wasmByPolicy = compat.at("http.headers.Content-Security-Policy.script-src.wasm-unsafe-eval");
  for (const { chrome, firefox, safari } of [OLDEST, importMaps, wasmByPolicy]) {
    assert.ok(readme.includes(`Chrome ${chrome}, Firefox ${firefox} and Safari ${safari}`), `Chrome ${chrome} and so on`);
  }
});

/** True where the module is valid with the first version of WebAssembly and these features. */
function isValid(module, features) {
  const wasmOpt = join(import.meta.dirname, "../../xtask/node_modules/binaryen/bin/wasm-opt");
  const flags = ["--mvp-features", ...features.map((feature) => `--enable-${feature}`)];
  return promisify(execFile)("node", [wasmOpt, join(PACKED, module), ...flags])
    .then(() => true, (error) => {
      if (/wasm-validator error/.test(error.stderr)) return false;
      throw error;
    });
}
