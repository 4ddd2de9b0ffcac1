// The suites in workerd, over the packed package, before and after it knew fetch's `cache`.
import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { test } from "node:test";
import { build } from "esbuild";
import workerd from "workerd";

/** How often the suites load the package anew, at most. */
const COPIES = 40;

/** A folder with all that the worker is made of; gives its path. */
async function project() {
  const folder = await mkdtemp(join(tmpdir(), "x-mutes-workerd-"));
  await build({
    entryPoints: [join(import.meta.dirname, "worker.js")], outfile: join(folder, "worker.js"),
    bundle: true, format: "esm", external: ["node:*"], logLevel: "error",
  });
  await mkdir(join(folder, "pkg"));
  await mkdir(join(folder, "pkg-with-traps"));
  for (let copy = 0; copy < COPIES; copy += 1) {
    await cp(process.env.PACKED, join(folder, `pkg/${copy}`), { recursive: true });
    await cp(process.env.PKG_WITH_TRAPS, join(folder, `pkg-with-traps/${copy}`), { recursive: true });
  }
  return folder;
}

async function config(folder, compatibilityDate) {
  const files = (await readdir(folder, { recursive: true })).filter((file) => /\.(js|wasm)$/.test(file));
  const module = (file) => `(name = "${file}", ${file.endsWith(".js") ? "esModule" : "wasm"} = embed "${file}")`;
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

/** Starts it; gives the port that it has taken. */
async function serve(path, t) {
  const server = spawn(workerd.default ?? workerd, ["serve", relative(process.cwd(), path), "--control-fd=3"], {
    stdio: ["ignore", "inherit", "inherit", "pipe"],
  });
  t.after(() => server.kill());
  for await (const chunk of server.stdio[3]) {
    const { event, port } = JSON.parse(String(chunk).split("\n")[0]);
    if (event === "listen") return port;
  }
  throw new Error("workerd did not listen");
}

const folder = await project();
for (const compatibilityDate of ["2024-09-01", "2026-10-01"]) {
  test(`workerd, compatibility date ${compatibilityDate}`, async (t) => {
    const path = join(folder, `${compatibilityDate}.capnp`);
    await writeFile(path, await config(folder, compatibilityDate));
    const port = await serve(path, t);
    const response = await fetch(`http://127.0.0.1:${port}/?x=${encodeURIComponent(process.env.X_SERVER)}`);
    if (!response.ok) throw new Error(await response.text());
    for (const { name, failure } of await response.json()) {
      await t.test(name, () => { if (failure) throw new Error(failure); });
    }
  });
}
