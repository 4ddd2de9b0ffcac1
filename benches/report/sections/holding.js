import { WAYS } from "../../measures/ways-to-hold.js";
import { enginesWith, kilobytes, number, table } from "../markdown.js";
import { median } from "../statistics.js";

export function holding({ holding: found, engines }) {
  if (found === undefined) return undefined;
  const columns = enginesWith(engines, "decoding");
  const rows = [{ id: "file", name: "as a file of its own" }, ...WAYS].map(({ id, name }) => [
    name, ...["raw", "gzip", "brotli"].map((what) => kilobytes(found[id][what])), kilobytes(found[id].brotli - found.file.brotli),
    id === "file" ? "" : kilobytes(found[id].inAscii),
    ...columns.map(({ results }) => (id === "file" ? "" : times(results[id]))),
  ]);
  return `## Ways to hold the module in a script

The module of \`x-mutes\` in a script, by how its bytes are written. In KB: the script with what decodes it, raw, by gzip at 9 and by
brotli at 11; how much more than the module's file that is by brotli; and what brotli makes of it after a bundler that writes ASCII
only, as esbuild does unless it is told otherwise. In milliseconds: the median of the first decoding in a fresh page or process, and
of those after it there. The engine decodes hexadecimal and base64 itself where it can. No module and no script of Node's is Latin-1.

${table(["", "raw", "gzip", "brotli", "more than the file", "brotli, ASCII only", ...columns.map(({ name }) => name)], rows)}`;
}

function times(found) {
  return found === undefined ? "cannot" : `${number(median(found.first))}; ${number(median(found.again))}`;
}
