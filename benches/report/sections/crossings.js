import { enginesWith, table } from "../markdown.js";

const WAYS = [["into", "into wasm"], ["out", "out of it"]];

export function crossings({ engines }) {
  const [{ results, name }] = enginesWith(engines, "crossings");
  const rows = Object.entries(results).map(([id, ways]) => [
    id === "floor" ? "the floor" : id,
    ...WAYS.flatMap(([way]) => [sum(ways[way]), list(ways[way])]),
  ]);
  return `## Crossings

How often one warm call crosses between JavaScript and WebAssembly, counted in ${name}:

${table(["", ...WAYS.flatMap(([, title]) => [title, "by which functions"])], rows)}`;
}

const sum = (names) => Object.values(names).reduce((total, times) => total + times, 0);

/** Without the hashes that wasm-bindgen adds. */
function list(names) {
  return Object.entries(names).map(([name, times]) => `${name.replace(/^(__wbindgen_|__wbg_+|wasm_bindgen__convert__)/, "").replace(/_*h?[0-9a-f]{16}$/, "")} ${times}`).join(", ");
}
