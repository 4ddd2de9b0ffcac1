// Every candidate as one minified file, by esbuild, with the same settings.
import { copyFile, mkdir, rm } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { dirname, join, resolve } from "node:path";
import { build } from "esbuild";
import { CANDIDATES, whyNot } from "./candidates/index.js";

const { PACKED, FLOOR } = process.env;

/** What differs between the kinds of engines. */
const KINDS = {
  browser: { platform: "browser" },
  node: {
    platform: "node",
    // What is CommonJS asks for Node's own modules by require().
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
  },
};

/**
 * Bundles; `entry` is a file or, as `contents`, a script, and `packed` the folder of x-mutes. Gives the names of Node's modules
 * that were stubbed.
 */
export async function bundle(kind, { entry, contents, packed = PACKED }, outfile) {
  const stubbed = new Set();
  await build({
    ...entry === undefined ? { stdin: { contents, resolveDir: import.meta.dirname } } : { entryPoints: [entry] },
    outfile, ...KINDS[kind], plugins: kind === "browser" ? [stubs(stubbed)] : [],
    bundle: true, minify: true, format: "esm", target: "es2022", legalComments: "none", logLevel: "error",
    nodePaths: [dirname(packed), dirname(FLOOR)].map((path) => resolve(path)), loader: { ".wasm": "binary" },
  });
  return [...stubbed].sort();
}

/** Bundles all candidates for a kind of engine, in a folder, with the module that "x-mutes/client" looks for beside its script. */
export async function bundleAll(kind, folder) {
  const bundles = join(folder, "candidates");
  await rm(folder, { recursive: true, force: true });
  await mkdir(bundles, { recursive: true });
  await copyFile(join(PACKED, "client.wasm"), join(bundles, "client.wasm"));
  const here = CANDIDATES.filter((candidate) => whyNot(candidate, "bundled", kind) === undefined);
  for (const { id } of here) {
    await bundle(kind, { entry: entryOf(id) }, join(bundles, `${id}.js`));
  }
  const all = 'export * from "x-mutes/client"; export { default } from "x-mutes/client";';
  await bundle(kind, { contents: all }, join(bundles, "x-mutes-client-all.js"));
  return bundles;
}

/** The file of a candidate. */
export function entryOf(id) {
  return resolve(import.meta.dirname, `candidates/${id}.js`);
}

/** Node's own modules, empty: what uses them does not work then, but all else does. */
function stubs(stubbed) {
  return {
    name: "stubs",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ path, kind }) => {
        if (kind === "entry-point" || !isBuiltin(path)) return undefined;
        stubbed.add(path);
        return { path, namespace: "stub" };
      });
      onLoad({ filter: /.*/, namespace: "stub" }, () => ({ contents: "module.exports = {};" }));
    },
  };
}
