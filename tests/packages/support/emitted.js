// What a build has written.
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** How many wasm files are in the folder, and the bytes of all its files but the source maps. */
export async function emitted(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith(".map"));
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size));
  return {
    wasmFiles: files.filter(({ name }) => name.endsWith(".wasm")).length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
  };
}
