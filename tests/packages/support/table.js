// What is printed at the end.

const COLUMNS = {
  consumer: ({ title }) => title,
  version: ({ version }) => version ?? "",
  entry: ({ entries }) => entries?.join(", ") ?? "",
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
