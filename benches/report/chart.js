// The picture: bars in panels. It brings its own background, and is dark where the page is. Its attributes do without its
// style, which a policy of the site may forbid.
import { CANDIDATES } from "../candidates/index.js";
import { ROUND_TRIP_MS } from "../measures/cold.js";
import { enginesWith, kilobytes, number } from "./markdown.js";
import { median, quantile } from "./statistics.js";

/** How it is laid out, by how wide what shows it is. On a phone the narrow one is hardly made smaller. */
const LAYOUTS = { wide: { columns: 2, panel: 464, gap: 24 }, narrow: { columns: 1, panel: 340, gap: 10 } };

const NAME = 205;
const VALUE = 55;
const TITLE = 30;
const ROW = 22;
const BAR = 14;

/** From one row of panels to the next. */
const BETWEEN = 24;

/** Where text stands in a row. */
const BASELINE = 11;

const INK = { class: "ink", fill: "#1c2430" };
const OURS = { class: "ours", fill: "#0f6fde" };
const OTHERS = { class: "bar", fill: "#9aa5b4" };
const RANGE = { class: "range", stroke: "#1c2430" };

const STYLE = `
  svg { color-scheme: light dark; }
  .paper { fill: #fff; } .ink { fill: #1c2430; } .bar { fill: #9aa5b4; } .ours { fill: #0f6fde; } .range { stroke: #1c2430; }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0f1415; } .ink { fill: #e6ebf2; } .bar { fill: #5d6878; } .ours { fill: #4ea1ff; } .range { stroke: #e6ebf2; }
  }`;

/** An SVG of what was measured, "wide" or "narrow". */
export function chart(found, layout) {
  const { columns, panel, gap } = LAYOUTS[layout];
  const width = columns * (panel + gap) + gap;
  const panels = [...bytesPanels(found), ...callPanels(found), ...firstRequestPanels(found)];
  let top = BETWEEN;
  const drawn = [];
  for (let at = 0; at < panels.length; at += columns) {
    const row = panels.slice(at, at + columns);
    row.forEach((one, column) => drawn.push(draw(one, panel, gap + column * (panel + gap), top)));
    top += Math.max(...row.map(({ rows }) => TITLE + rows.length * ROW)) + BETWEEN;
  }
  const frame = {
    xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${top}`, "font-family": "system-ui, sans-serif", "font-size": 13,
    role: "img", "aria-label": "Bytes, time of a call and time to the first request of x-mutes and others",
  };
  const paper = element("rect", { class: "paper", fill: "#fff", width, height: top });
  return `${element("svg", frame, [element("style", {}, STYLE), paper, ...drawn].join("\n"))}\n`;
}

function bytesPanels({ bytes }) {
  if (bytes === undefined) return [];
  const panel = (title, what) => ({
    title, rows: Object.entries(bytes).map(([id, sizes]) => row(id, sizes[what].brotli / 1_000, kilobytes(sizes[what].brotli))),
  });
  return [panel("To mute and unmute: KB, brotli", "muting"), panel("Everything: KB, brotli", "all")];
}

function callPanels({ engines }) {
  return enginesWith(engines, "warm").map(({ name, results }) => ({
    title: `One call in ${name}: µs, instant fetch`, rows: waysIn(results).map((id) => measuredRow(id, results[id])),
  }));
}

function firstRequestPanels({ engines }) {
  const panels = (measure, how) => enginesWith(engines, measure).map(({ name, results }) => ({
    title: `Import to first request in ${name}${how}: ms`,
    rows: waysIn(results).map((way) => measuredRow(way, results[way].firstRequest)),
  }));
  return [...panels("cold", ""), ...panels("distant", `, ${ROUND_TRIP_MS} ms away`)];
}

/** In the order of the candidates, with what is preloaded behind: what comes from a browser has its names in any order. */
function waysIn(results) {
  const rank = (way) => {
    const [id, preloaded] = way.split(" ");
    return CANDIDATES.findIndex((candidate) => candidate.id === id) + (preloaded === undefined ? 0 : CANDIDATES.length);
  };
  return Object.keys(results).sort((a, b) => rank(a) - rank(b));
}

function measuredRow(way, numbers) {
  return { ...row(way, median(numbers), number(median(numbers))), low: quantile(numbers, 0.25), high: quantile(numbers, 0.75) };
}

function row(way, value, label) {
  const [id, preloaded] = way.split(" ");
  const { name } = CANDIDATES.find((candidate) => candidate.id === id);
  const short = name.split(",")[0];
  return { name: preloaded === undefined ? short : `${short}, preloaded`, ours: id.startsWith("x-mutes"), value, label };
}

function draw({ title, rows }, width, left, top) {
  const most = Math.max(...rows.map(({ value, high = value }) => Math.max(value, high)));
  const length = (value) => Math.round(value / most * (width - NAME - VALUE));
  const bars = rows.map(({ name, ours, value, label, low = value, high = value }, at) => {
    const y = TITLE + at * ROW;
    const end = NAME + length(Math.max(value, high)) + 6;
    return [
      text(name, { x: NAME - 8, y: y + BASELINE, "text-anchor": "end" }),
      element("rect", { ...ours ? OURS : OTHERS, x: NAME, y, width: length(value), height: BAR }),
      low === high ? "" : element("path", { ...RANGE, d: `M${NAME + length(low)} ${y + BAR / 2}H${NAME + length(high)}` }),
      text(label, { x: end, y: y + BASELINE }),
    ].join("");
  });
  const all = [text(title, { y: 14, "font-weight": 600 }), ...bars];
  return element("g", { transform: `translate(${left} ${top})` }, all.join("\n"));
}

function text(words, attributes) {
  return element("text", { ...INK, ...attributes }, words.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`));
}

function element(name, attributes, content = "") {
  const written = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${value}"`);
  return `<${name}${written.join("")}>${content}</${name}>`;
}
