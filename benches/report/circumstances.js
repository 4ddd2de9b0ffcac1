// When, where and with what it was measured.
import { readFile } from "node:fs/promises";
import { cpus, totalmem, type } from "node:os";
import { join } from "node:path";
import { CANDIDATES } from "../candidates/index.js";

const { PACKED } = process.env;

export async function circumstances(counts) {
  const versions = { "x-mutes": await versionIn(PACKED) };
  for (const { package: name } of CANDIDATES.filter((candidate) => candidate.package !== undefined)) {
    versions[name] = await versionIn(join(import.meta.dirname, "../node_modules", name));
  }
  versions.esbuild = await versionIn(join(import.meta.dirname, "../node_modules/esbuild"));
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return {
    date: new Date().toISOString(),
    machine: `${processors[0]?.model.trim() ?? "unknown processor"}, ${processors.length} cores, ${memory} GiB, ${type()}`,
    versions,
    counts,
  };
}

async function versionIn(folder) {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8")).version;
}
