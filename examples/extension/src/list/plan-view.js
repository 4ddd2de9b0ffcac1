// A plan, before it is carried out.
import { byId, make, show } from "../parts/dom.js";
import { dayTime, fromNow } from "../time-words.js";
import { count, counted, nameOf, WHY_LEFT_OUT } from "../words.js";

/** So many of those who are left out are shown; the others are counted. */
const SHOWN = 500;

/** @param {import("../x-mutes/browser.js").Plan} plan @param {{ maxPerDay: number }} settings */
export function fillPlan(plan, { maxPerDay }) {
  const writes = plan.mute.length + plan.unmute.length;
  const facts = [
    ["to mute", plan.mute.length > 0 && count(plan.mute.length)],
    ["to unmute", plan.unmute.length > 0 && count(plan.unmute.length)],
    ["left out", leftOut(plan.skipped)],
    ["windows of X’s", writes > 0 && counted(plan.windows, "window of 15 minutes", "windows of 15 minutes")],
    ["at your bound", maxPerDay > 0 && writes > maxPerDay && `${counted(Math.ceil(writes / maxPerDay), "day", "days")}, at ${count(maxPerDay)} a day`],
    ["done, at the earliest", writes > 0 && `${dayTime(plan.earliestEnd, new Date(0))}, ${fromNow(new Date(plan.earliestEnd))}`],
  ];
  byId("plan-facts").replaceChildren(...facts.filter(([, fact]) => fact).flatMap(([name, fact]) => [make("dt", {}, name), make("dd", {}, fact)]));
  show("left-out", plan.skipped.length > 0);
  byId("left-out-rows").replaceChildren(...rows(plan.skipped));
  show("start", writes > 0);
}

/** How many, for each reason. */
function leftOut(skipped) {
  const reasons = Object.entries(WHY_LEFT_OUT).map(([why, words]) => [skipped.filter((entry) => entry.why === why).length, words]);
  return reasons.filter(([number]) => number > 0).map(([number, words]) => `${count(number)}: ${words}`).join("; ") || "nobody";
}

function rows(skipped) {
  const shown = skipped.slice(0, SHOWN).map((entry) => make("li", {}, `${nameOf(entry)}: ${WHY_LEFT_OUT[entry.why] ?? entry.why}`));
  const rest = skipped.length - shown.length;
  return rest > 0 ? [...shown, make("li", {}, `and ${count(rest)} more`)] : shown;
}
