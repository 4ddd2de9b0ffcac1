import { CANDIDATES } from "../../candidates/index.js";
import { number, table } from "../markdown.js";

const WAYS = [["into", "into wasm"], ["out", "out of it"]];

export function crossings({ crossings: found }) {
  const rows = Object.entries(found).map(([id, counts]) => [
    CANDIDATES.find((candidate) => candidate.id === id).name,
    ...WAYS.flatMap(([way]) => [number(sum(counts[way])), list(counts[way])]),
    // JSON has no NaN: what did not count them has null.
    Number.isFinite(counts.allocations) ? number(counts.allocations) : "not counted",
  ]);
  return `## Crossings

How often one warm call crosses between JavaScript and WebAssembly, and how often Rust allocates or reallocates in it; counted:

${table(["", ...WAYS.flatMap(([, title]) => [title, "by which functions"]), "allocations"], rows)}`;
}

const sum = (names) => Object.values(names).reduce((total, times) => total + times, 0);

/** Without what wasm-bindgen adds to the names. */
function list(names) {
  const short = (name) => name.replace(/^(__wbindgen_|__wbg_+|wasm_bindgen__convert__)/, "").replace(/_*h?[0-9a-f]{16}$/, "");
  return Object.entries(names).map(([name, times]) => `${short(name)} ${number(times)}`).join(", ");
}
