import { CANDIDATES } from "../../candidates/index.js";
import { kilobytes, table } from "../markdown.js";

const WAYS = ["raw", "gzip", "brotli"];

export function bytes({ bytes: found }) {
  if (found === undefined) return undefined;
  const named = Object.entries(found).map(([id, sizes]) => [CANDIDATES.find((candidate) => candidate.id === id).name, sizes]);
  const cells = (sizes) => WAYS.map((way) => kilobytes(sizes[way]));
  const rows = named.map(([name, { muting, all }]) => [name, ...cells(muting), ...cells(all), muting.stubbed.join(", ") || "none"]);
  const halves = named.filter(([, { apart }]) => apart !== undefined)
    .map(([name, { apart: { wasm, js } }]) => [name, ...cells(wasm), ...cells(js)]);
  return `## Bytes

KB (1 KB is 1,000 bytes) of all that is loaded: scripts as esbuild bundles and minifies them, and the module where it is beside them.
Each file is compressed by itself, by gzip at 9 and brotli at 11. On the left what whoever mutes and unmutes loads; a client whose
methods hang on one class is loaded whole. Node's own modules are empty in these bundles: a browser's page that used them would
need more than is counted here.

${table(["", ...WAYS, "all: raw", ...WAYS.slice(1), "Node's modules left out"], rows)}

The module and the JavaScript of all that there is, each by itself, also where the script holds the module:

${table(["", "wasm: raw", ...WAYS.slice(1), "JavaScript: raw", ...WAYS.slice(1)], halves)}`;
}
