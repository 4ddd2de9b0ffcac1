// When, where and with what it was measured.
import { readFile } from "node:fs/promises";
import { cpus, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { CANDIDATES } from "../candidates/index.js";

const { PACKED } = process.env;

export async function circumstances(counts) {
  const versions = { "x-mutes": await versionIn(PACKED) };
  for (const { package: name } of CANDIDATES.filter((candidate) => candidate.package !== undefined)) {
    versions[name] = await versionIn(join(import.meta.dirname, "../node_modules", name));
  }
  versions.esbuild = await versionIn(join(import.meta.dirname, "../node_modules/esbuild"));
  return {
    date: new Date().toISOString(),
    machine: `${cpus()[0]?.model.trim() ?? "unknown processor"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`,
    versions,
    counts,
  };
}

async function versionIn(folder) {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8")).version;
}
