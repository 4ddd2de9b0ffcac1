import { CANDIDATES } from "../../candidates/index.js";
import { OURS } from "../../measures/heap.js";
import { enginesWith, mebibytes, number, table } from "../markdown.js";
import { byCandidate } from "./candidates.js";

/** The bytes of a page of WebAssembly memory. */
const WASM_PAGE = 65_536;

const nameOf = (wanted) => CANDIDATES.find(({ id }) => id === wanted).name;

export function memory({ engines }) {
  const heaps = enginesWith(engines, "heap");
  const pages = OURS.map((id) => [nameOf(id), ...heaps.map(({ results }) => number(results.wasm[id] / WASM_PAGE))]);
  const telling = Object.fromEntries(Object.entries(engines).filter(([, { heap }]) => Object.keys(heap?.aCall ?? {}).length > 0));
  const growths = enginesWith(engines, "growth").map(({ name, results }) => (results.why === undefined
    ? [name, number(results.calls), number(results.heap), number(results.wasm), mebibytes(results.readings.at(-1).heap)]
    : [name, results.why, "", "", ""]));
  return `## Memory

WebAssembly memory after the first calls, in pages of 64 KiB:

${table(["", ...heaps.map(({ name }) => name)], pages)}

Bytes of the JavaScript heap that one call takes before they are collected, where the engine tells; Firefox and WebKit tell no heap
size:

${byCandidate(telling, "heap", ["warm", "instant"], (results, { candidate: { id } }) => results.aCall[id])}

Bytes that are left after so many calls which meet everything (refusals, resets, silence, aborts, nonsense), counted after the first
1,000, of x-mutes; the slope is Theil and Sen's:

${table(["", "calls", "JavaScript heap, bytes more", "WebAssembly memory, bytes more", "heap at the end, MiB"], growths)}`;
}
