// What was set out to be reached, and whether it is.
import { ENGINE_NAMES, enginesWith, kilobytes, number, shown, table } from "./markdown.js";
import { median, ratio } from "./statistics.js";

/** Bytes by brotli. */
const BYTES = [
  { what: "\".\" as it is loaded, brotli", of: ({ "x-mutes": found }) => found?.all.brotli, bar: 30_000, aim: 27_000 },
  {
    what: "\".\", its wasm and JavaScript each by itself, brotli", of: ({ "x-mutes": found }) => apart(found),
    bar: 28_000, aim: 25_000,
  },
  { what: "\"x-mutes/client\", all of it, brotli", of: ({ "x-mutes-client": found }) => found?.all.brotli, bar: 66_000, aim: 60_000 },
];

/** Of what @xdevplatform/xdk takes. */
const CALL = {
  node: { bar: 1, aim: 0.8 }, chromium: { bar: 0.95, aim: 0.8 }, firefox: { bar: 0.55, aim: 0.4 }, webkit: { bar: 1.05, aim: 0.95 },
};
const FIRST_REQUEST = {
  node: { bar: 1.4, aim: 1.1 }, chromium: { bar: 1.35, aim: 1.1 }, firefox: { bar: 1, aim: 0.85 }, webkit: { bar: 1.4, aim: 1.1 },
};
const DISTANT_FIRST_REQUEST = { bar: 1.1, aim: 1 };
const LISTING = { bar: 1.05, aim: 1 };

/** Of what plain JavaScript takes. */
const LISTS = { bar: 1, aim: 0.7 };
const LISTS_MEMORY = { bar: 1.5, aim: 1 };

const GROWTH = 64 * 1_024;

/** A row: what it is, what was set, what was measured, and whether that reaches the bar and the aim. */
export function budgetRows({ bytes, engines }) {
  return [
    ...bytesRows(bytes), ...callRows(engines), ...firstRequestRows(engines), ...listsRows(engines), ...listingRows(engines),
    ...growthRows(engines),
  ];
}

/** The table of them. */
export function budgets(found) {
  const rows = budgetRows(found).map(({ what, engine, bar, aim, measured, reachesBar, reachesAim }) => [
    what, engine, bar, verdict(reachesBar), aim, verdict(reachesAim), measured,
  ]);
  return `## Budgets

Reached or missed by this program's own comparison of the medians; what is exactly the bar reaches it. Of lists each size has to. That
any hostile reply settles with an XError is no measurement: \`cargo xtask test engines\` tests it.

${table(["what", "where", "bar", "", "aim", "", "measured"], rows)}`;
}

function verdict(reached) {
  return reached === undefined ? "" : reached ? "reached" : "**missed**";
}

function apart(found) {
  return found?.apart === undefined ? undefined : found.apart.wasm.brotli + found.apart.js.brotli;
}

function bytesRows(bytes) {
  return BYTES.flatMap(({ what, of, bar, aim }) => {
    const measured = bytes === undefined ? undefined : of(bytes);
    if (measured === undefined) return [];
    const shown = (value) => `${kilobytes(value)} KB`;
    return [{ what, engine: "", measured: shown(measured), ...judged(measured, { bar, aim }, shown) }];
  });
}

function callRows(engines) {
  return enginesWith(engines, "warm").map(({ engine, results }) => (
    timesRow("a call against @xdevplatform/xdk", engine, ratio(results["x-mutes"], results.xdk), CALL[engine])
  ));
}

function firstRequestRows(engines) {
  const rows = (measure, what, limits) => enginesWith(engines, measure).map(({ engine, results }) => {
    const taken = ratio(results["x-mutes"].firstRequest, results.xdk.firstRequest);
    return timesRow(`import of "." to first request against @xdevplatform/xdk, ${what}`, engine, taken, limits(engine));
  });
  return [
    ...rows("cold", "loopback", (engine) => FIRST_REQUEST[engine]),
    ...rows("distant", "50 ms round trip", () => DISTANT_FIRST_REQUEST),
  ];
}

function listsRows(engines) {
  const parts = [
    ["parse", "reading a list against plain JavaScript", LISTS], ["plan", "planning it against plain JavaScript", LISTS],
    ["memory", "memory of both against plain JavaScript", LISTS_MEMORY],
  ];
  return parts.flatMap(([part, what, limits]) => enginesWith(engines, "lists").flatMap(({ engine, results }) => {
    const bySize = Object.entries(results).map(([size, ways]) => [size, ways["x-mutes-client"][part], ways["by-hand"][part]]);
    if (bySize.some(([, ours]) => ours.length === 0)) return [];
    // Not round by round: in a round each has a page or process of its own.
    const ratios = bySize.map(([size, ours, others]) => ({ size, times: median(ours) / median(others) }));
    const measured = ratios.map(({ size, times }) => `${number(Number(size))}: ${number(times)}×`).join(", ");
    return [{ what, engine: ENGINE_NAMES[engine], measured, ...judged(Math.max(...ratios.map(({ times }) => times)), limits, asTimes) }];
  }));
}

function listingRows(engines) {
  return enginesWith(engines, "listing").map(({ engine, results }) => timesRow(
    "listing who is muted by \"x-mutes/client\" against @xdevplatform/xdk", engine, ratio(results["x-mutes-client"], results.xdk), LISTING,
  ));
}

function growthRows(engines) {
  return enginesWith(engines, "growth").flatMap(({ engine, results }) => {
    if (results.why !== undefined) return [];
    return [["JavaScript heap", results.heap], ["wasm memory", results.wasm]].map(([what, grown]) => ({
      what: `${what} after ${number(results.calls)} more calls`, engine: ENGINE_NAMES[engine], measured: `${number(grown)} bytes`,
      bar: "below 64 KiB", reachesBar: grown < GROWTH, aim: "", reachesAim: undefined,
    }));
  });
}

const asTimes = (value) => `${value}×`;

function timesRow(what, engine, measured, limits) {
  return { what, engine: ENGINE_NAMES[engine], measured: `${shown(measured)}×`, ...judged(measured.median, limits, asTimes) };
}

function judged(measured, { bar, aim }, show) {
  return { bar: show(bar), reachesBar: measured <= bar, aim: show(aim), reachesAim: measured <= aim };
}
