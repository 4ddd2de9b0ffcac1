// What is printed at the end.
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";

const COLUMNS = {
  consumer: ({ title }) => title,
  version: ({ version }) => version ?? "",
  entry: ({ entry }) => entry ?? "",
  "wasm files": ({ wasmFiles }) => String(wasmFiles ?? ""),
  bytes: ({ bytes }) => bytes?.toLocaleString("en") ?? "",
  seconds: ({ seconds }) => seconds.toFixed(1),
  "": ({ ok }) => (ok ? "ok" : "FAILED"),
};

/** The results as a table of text, a consumer a line. */
export function table(results) {
  const lines = [Object.keys(COLUMNS), ...results.map((result) => Object.values(COLUMNS).map((cell) => cell(result)))];
  const widths = Object.keys(COLUMNS).map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  return lines.map((line) => line.map((cell, column) => cell.padEnd(widths[column])).join("  ").trimEnd()).join("\n");
}

/** The entries of the package that a source imports, or a folder of them. */
export async function entryOf(path) {
  const texts = await Promise.all((await sources(path)).map((file) => readFile(file, "utf8")));
  const named = texts.flatMap((text) => [...text.matchAll(/"(x-mutes(?:\/[a-z_.]+)?)"/g)].map(([, entry]) => entry));
  return [...new Set(named)].sort().join(", ");
}

async function sources(path) {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.map(({ parentPath, name }) => join(parentPath, name));
  return files.filter((file) => /\.([cm]?[jt]sx?|html)$/.test(file) && !file.includes("/node_modules/"));
}
