// What a build has written.
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** How many wasm files are in the folder, and the bytes of all its files but source maps and caches. */
export async function emitted(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const files = paths.filter((path) => !/\.map$|\/cache\//.test(path));
  const sizes = await Promise.all(files.map(async (path) => (await stat(path)).size));
  return {
    wasmFiles: files.filter((path) => path.endsWith(".wasm")).length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
  };
}
