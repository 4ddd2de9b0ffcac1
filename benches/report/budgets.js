// What was set out to be reached, and whether it is.
import { ENGINE_NAMES, enginesWith, kilobytes, number, shown, table } from "./markdown.js";
import { ratio } from "./statistics.js";

const BYTES = { bar: 23_500, aim: 20_000 };
const AGAINST_FLOOR = { bar: 1.25, aim: 1.1 };
/** Below 1 everywhere but in Firefox. */
const AGAINST_XDK = { bar: (engine) => (engine === "firefox" ? 1.1 : 1), aim: 1 };
const GROWTH = 64 * 1_024;

/** The ways to load, and those of @xdevplatform/xdk that they are held against. */
const WAYS = [
  ["x-mutes", "xdk", "beside"], ["x-mutes-inline", "xdk", "inlined"],
  ["x-mutes preloaded", "xdk preloaded", "beside, preloaded"], ["x-mutes-inline preloaded", "xdk preloaded", "inlined, preloaded"],
];

/** A row: what it is, what was set, what was measured, and whether that reaches the bar and the aim. */
export function budgetRows({ bytes, engines }) {
  return [
    ...bytesRows(bytes), ...callRows(engines, "floor", "the floor"), ...callRows(engines, "xdk", "@xdevplatform/xdk"),
    ...firstRequestRows(engines), ...growthRows(engines),
  ];
}

/** The table of them. */
export function budgets(found) {
  const rows = budgetRows(found).map(({ what, engine, bar, aim, measured, reachesBar, reachesAim }) => [
    what, engine, bar, verdict(reachesBar), aim, verdict(reachesAim), measured,
  ]);
  return `## Budgets

Reached or missed by this program's own comparison of the medians. That any hostile reply settles with an XError is no measurement:
\`cargo xtask test engines\` tests it.

${table(["what", "where", "bar", "", "aim", "", "measured"], rows)}`;
}

function verdict(reached) {
  return reached === undefined ? "" : reached ? "reached" : "**missed**";
}

function bytesRows(bytes) {
  const all = bytes?.["x-mutes"].all.brotli;
  if (all === undefined) return [];
  return [{
    what: "everything exported from \".\", brotli", engine: "", measured: `${kilobytes(all)} KB`,
    bar: `${kilobytes(BYTES.bar)} KB`, reachesBar: all <= BYTES.bar,
    aim: `${kilobytes(BYTES.aim)} KB`, reachesAim: all <= BYTES.aim,
  }];
}

function callRows(engines, other, name) {
  return enginesWith(engines, "warm").map(({ engine, results }) => {
    const measured = ratio(results["x-mutes"], results[other]);
    const isFloor = other === "floor";
    const bar = isFloor ? AGAINST_FLOOR.bar : AGAINST_XDK.bar(engine);
    const aim = isFloor ? AGAINST_FLOOR.aim : AGAINST_XDK.aim;
    const reaches = (limit) => (limit === 1 ? measured.median < 1 : measured.median <= limit);
    const limit = (value) => (value === 1 ? "below 1×" : `${value}×`);
    return {
      what: `a call against ${name}`, engine: ENGINE_NAMES[engine], measured: `${shown(measured)}×`,
      bar: limit(bar), reachesBar: reaches(bar), aim: limit(aim), reachesAim: reaches(aim),
    };
  });
}

function firstRequestRows(engines) {
  return enginesWith(engines, "cold").flatMap(({ engine, results }) => (
    WAYS.filter(([ours, theirs]) => results[ours] !== undefined && results[theirs] !== undefined).map(([ours, theirs, how]) => {
      const measured = ratio(results[ours].firstRequest, results[theirs].firstRequest);
      return {
        what: `import to first request against @xdevplatform/xdk, ${engine === "node" ? "inlined" : how}`,
        engine: ENGINE_NAMES[engine], measured: `${shown(measured)}×`,
        bar: "reported", reachesBar: undefined, aim: "1×", reachesAim: measured.median <= 1,
      };
    })
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
