// The suites in Node, over the packed package.
import { cp, mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { test } from "node:test";
import { run } from "./run.js";

let copies = 0;

/** The package's folder anew, so that its modules are loaded anew. */
async function copy(folder) {
  const target = join(await mkdtemp(join(tmpdir(), "x-mutes-")), String(copies += 1));
  await cp(folder, target, { recursive: true });
  return pathToFileURL(`${target}/`).href;
}

test("node", async (t) => {
  const results = await run({
    engine: "node",
    xServer: process.env.X_SERVER,
    entry: "index.js",
    clientEntry: "client-inline.js",
    pkg: pathToFileURL(`${process.env.PACKED}/`).href,
    pkgWithTraps: pathToFileURL(`${process.env.PKG_WITH_TRAPS}/`).href,
    list: (name) => readFile(new URL(`../lists/${name}`, import.meta.url)),
    copyPkg: () => copy(process.env.PACKED),
    copyPkgWithTraps: () => copy(process.env.PKG_WITH_TRAPS),
  });
  for (const { name, failure } of results) await t.test(name, () => { if (failure) throw new Error(failure); });
});
