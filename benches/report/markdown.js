// Tables and numbers, as they are read.

/** A table; what is in its first column stands left, all else right. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const rule = `|${head.map((_, at) => (at === 0 ? "---|" : "---:|")).join("")}`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

/** Three digits that count; whole numbers from 100 on, with their thousands apart. */
export function number(value) {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-GB");
  return Number(value.toPrecision(3)).toString();
}

/** Median and quartiles. */
export function shown({ median, low, high }) {
  return low === high ? number(median) : `${number(median)} (${number(low)}–${number(high)})`;
}

export const kilobytes = (bytes) => (bytes / 1_000).toFixed(1);

export const mebibytes = (bytes) => number(bytes / 2 ** 20);

/** How engines are called. */
export const ENGINE_NAMES = { node: "Node", chromium: "Chromium", firefox: "Firefox", webkit: "WebKit" };

/** The engines that have results of a measure, with these. */
export function enginesWith(engines, measure) {
  const having = Object.entries(engines).filter(([, results]) => results[measure] !== undefined);
  return having.map(([engine, results]) => ({
    engine, name: ENGINE_NAMES[engine], kind: engine === "node" ? "node" : "browser", results: results[measure],
  }));
}
