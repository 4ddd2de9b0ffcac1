import { CANDIDATES } from "../../candidates/index.js";
import { kilobytes, table } from "../markdown.js";

export function bytes({ bytes: found }) {
  if (found === undefined) return undefined;
  const rows = Object.entries(found).map(([id, { muting, all }]) => [
    CANDIDATES.find((candidate) => candidate.id === id).name,
    ...[muting, all].flatMap(({ raw, gzip, brotli }) => [raw, gzip, brotli].map(kilobytes)),
    muting.stubbed.join(", ") || "none",
  ]);
  return `## Bytes

KB (1 KB is 1,000 bytes) of all that is loaded: scripts as esbuild bundles and minifies them, and the module beside them. Each
file is compressed by itself, by gzip at 9 and brotli at 11. On the left what a user of mute and unmute loads; a client whose
methods hang on one class is loaded whole. Node's own modules are empty in these bundles: a browser's page that used them would
need more than is counted here.

${table(["", "raw", "gzip", "brotli", "all: raw", "gzip", "brotli", "Node's modules left out"], rows)}`;
}
