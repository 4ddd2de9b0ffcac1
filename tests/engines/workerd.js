// Runs a script in workerd, with copies of the package beside it.
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { build } from "esbuild";
import workerd from "workerd";

/** Before and after it knew fetch's `cache`, and let one request settle another's promise. */
export const COMPATIBILITY_DATES = ["2024-09-01", "2026-10-01"];

/** A folder with all that a worker is made of: this script, bundled, and so many copies of the package; gives its path. */
export async function project(script, copies) {
  const folder = await mkdtemp(join(tmpdir(), "x-mutes-workerd-"));
  await build({
    entryPoints: [join(import.meta.dirname, script)], outfile: join(folder, "worker.js"),
    bundle: true, format: "esm", external: ["node:*", "lists/*", "./pkg-with-traps/*"], logLevel: "error",
  });
  await cp(join(import.meta.dirname, "../lists"), join(folder, "lists"), { recursive: true });
  await mkdir(join(folder, "pkg"));
  await mkdir(join(folder, "pkg-with-traps"));
  for (let copy = 0; copy < copies; copy += 1) {
    await cp(process.env.PACKED, join(folder, `pkg/${copy}`), { recursive: true });
    await cp(join(process.env.PKG_WITH_TRAPS, "workerd"), join(folder, `pkg-with-traps/${copy}`), { recursive: true });
  }
  return folder;
}

async function config(folder, compatibilityDate) {
  const files = (await readdir(folder, { recursive: true })).filter((file) => /\.(js|wasm)$|^lists\/./.test(file));
  const kind = (file) => (file.startsWith("lists/") ? "data" : file.endsWith(".js") ? "esModule" : "wasm");
  const module = (file) => `(name = "${file}", ${kind(file)} = embed "${file}")`;
  const modules = ["worker.js", ...files.filter((file) => file !== "worker.js")].map(module).join(",\n    ");
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (compatibilityDate = "${compatibilityDate}", modules = [
    ${modules}])),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
}

/** Starts it, until the test `t` has ended; gives its address. */
export async function serve(folder, compatibilityDate, t) {
  const path = join(folder, `${compatibilityDate}.capnp`);
  await writeFile(path, await config(folder, compatibilityDate));
  const server = spawn(workerd.default ?? workerd, ["serve", relative(process.cwd(), path), "--control-fd=3"], {
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  t.after(() => server.kill());
  for await (const chunk of server.stdio[3]) {
    const { event, port } = JSON.parse(String(chunk).split("\n")[0]);
    if (event === "listen") return `http://127.0.0.1:${port}`;
  }
  throw new Error("workerd did not listen");
}
