import { enginesWith, mebibytes, number, shown, table } from "../markdown.js";
import { median, spread } from "../statistics.js";

const NAMES = { "x-mutes-client": "x-mutes/client", "by-hand": "plain JavaScript" };

const PARTS = [
  ["parse", "Reading a list (`parseList`), milliseconds", number],
  ["plan", "Planning it, milliseconds", number],
  ["memory", "Memory of both, MiB", mebibytes],
];

export function lists({ engines }) {
  const columns = enginesWith(engines, "lists");
  return `## Lists

Lists of IDs, read, and made the list of those who are muted, who are as many (\`plan\` with \`exact\`), with X's pages there at once;
each in a fresh page or process. × is to the size before: 10 is in proportion. Memory is what there was more at the most: in
Node by the process, in Chromium the heap right after, garbage included, and WebAssembly's memory. The others tell nothing.

${PARTS.map(([part, title, format]) => `**${title}**\n\n${sizesTable(columns, part, format)}`).join("\n\n")}`;
}

function sizesTable(columns, part, format) {
  const telling = columns.filter(({ results }) => Object.values(results)[0]?.["x-mutes-client"][part].length > 0);
  const head = ["IDs", ...telling.flatMap(({ name }) => Object.values(NAMES).map((way) => `${name}: ${way}`))];
  const sizes = [...new Set(telling.flatMap(({ results }) => Object.keys(results)))];
  const rows = sizes.map((size, at) => [
    number(Number(size)),
    ...telling.flatMap(({ results }) => Object.keys(NAMES).map((way) => {
      const before = results[sizes[at - 1]]?.[way][part];
      return cell(results[size][way][part], before, format);
    })),
  ]);
  return table(head, rows);
}

function cell(numbers, before, format) {
  const now = format === number ? shown(spread(numbers)) : format(median(numbers));
  if (before === undefined || median(before) <= 0) return now;
  return `${now}, ×${number(median(numbers) / median(before))}`;
}
