// The example, as somebody has it who has just installed it: a copy with the packed package, bundled as wrangler does it.
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after } from "node:test";
import { promisify } from "node:util";
import { build } from "esbuild";

const run = promisify(execFile);
const EXAMPLE = join(import.meta.dirname, "../../examples/edge-proxy");

/** Makes the copy with this package, and builds it from this script beside this one; gives its folder, which has `built/worker.js` then. */
export async function install(pkg, script) {
  const folder = await mkdtemp(join(tmpdir(), "x-mutes-edge-proxy-"));
  after(() => rm(folder, { recursive: true, force: true }));
  await cp(EXAMPLE, folder, { recursive: true, filter: (path) => !/node_modules|public\/x-mutes|\.wrangler/.test(path) });
  // What deploys it is not needed to run it.
  const { devDependencies, ...manifest } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  const options = ["--offline", "--install-links", "--no-audit", "--no-fund", "--no-package-lock"];
  await run("npm", ["install", ...options, pkg], { cwd: folder });
  await run("node", ["copy-package.js"], { cwd: folder });
  for (const name of new Set(["metered.js", script])) await cp(join(import.meta.dirname, name), join(folder, name));
  await build({
    entryPoints: [join(folder, script)], outfile: join(folder, "built/worker.js"),
    bundle: true, format: "esm", conditions: ["workerd", "worker", "browser"], external: ["cloudflare:*"],
    // In workerd the module is imported, and not compiled from bytes.
    loader: { ".wasm": "copy" }, logLevel: "error",
  });
  return folder;
}

export const project = await install(resolve(process.env.TARBALL), "metered.js");

/** What "x-mutes/client" exports, as Node has it. */
export const api = await import(join(project, "node_modules/x-mutes/client-inline.js"));
