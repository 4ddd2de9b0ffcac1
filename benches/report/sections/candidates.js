import { CANDIDATES, whyNot } from "../../candidates/index.js";
import { enginesWith, shown, table } from "../markdown.js";
import { spread } from "../statistics.js";

/** The candidates as rows. */
const ROWS = CANDIDATES.map((candidate) => ({ name: candidate.name, candidate }));

/** Median and quartiles. */
const asSpread = (numbers) => shown(spread(numbers));

/**
 * A table with a row for each candidate and a column for each engine, and why a candidate is not there. `found` gives what a
 * row has in an engine's results; `needs` is what a candidate has to be able to do.
 */
export function byCandidate(engines, measure, needs, found, { rows = ROWS, show = asSpread } = {}) {
  const columns = enginesWith(engines, measure);
  const reasons = [];
  const filled = rows.map((row) => [row.name, ...columns.map(({ kind, results }) => {
    const why = whyEmpty(row, needs, kind);
    return why === undefined ? show(found(results, row)) : footnote(reasons, why);
  })]);
  const notes = reasons.map((why, at) => `<sup>${at + 1}</sup> ${why}.`).join(" ");
  return [table(["", ...columns.map(({ name }) => name)], filled), notes].filter(Boolean).join("\n\n");
}

function whyEmpty({ candidate, onlyIn = [undefined, "only there"] }, needs, kind) {
  const [place, why] = onlyIn;
  if (place !== undefined && place !== kind) return why;
  return needs.map((need) => whyNot(candidate, need, kind)).find(Boolean);
}

function footnote(reasons, why) {
  if (!reasons.includes(why)) reasons.push(why);
  return `cannot <sup>${reasons.indexOf(why) + 1}</sup>`;
}
