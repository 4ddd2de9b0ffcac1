// What a consumer's own sources import.
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

/** The entries of the package that a source names, or a folder of them. */
export async function entriesOf(path) {
  const texts = await Promise.all((await sources(path)).map((file) => readFile(file, "utf8")));
  return entriesIn(texts.join());
}

/** The entries that a text names in quotes, each once. */
export function entriesIn(text) {
  return [...new Set([...text.matchAll(/["'`](x-mutes(?:\/[a-z_.]+)*)["'`]/g)].map(([, entry]) => entry))].sort();
}

async function sources(path) {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.map(({ parentPath, name }) => join(parentPath, name));
  return files.filter((file) => /\.([cm]?[jt]sx?|html)$/.test(file) && !file.includes("/node_modules/"));
}
