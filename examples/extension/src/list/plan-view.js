// A plan, before it is carried out.
import { byId, make, show } from "../parts/dom.js";
import { dayTime, fromNow } from "../time-words.js";
import { count, counted, nameOf, WHY_LEFT_OUT } from "../words.js";

/** So many of those who are left out are shown; the others are counted. */
const SHOWN = 500;

/**
 * @param {import("../x-mutes/client.js").Plan} plan
 * @param {{ maxPerDay: number, pace: string }} settings
 */
export function fillPlan(plan, settings) {
  const facts = factsOf(plan, settings).filter(([, fact]) => fact);
  byId("plan-facts").replaceChildren(...facts.flatMap(([name, fact]) => [make("dt", {}, name), make("dd", {}, fact)]));
  byId("left-out-rows").replaceChildren(...rowsOf(plan.skipped));
  show("left-out", plan.skipped.length > 0);
  show("start", plan.requests.writes > 0);
}

/** Names and what to say of each, if anything. */
function factsOf({ mute, unmute, skipped, windows, earliestEnd, requests: { writes } }, { maxPerDay, pace }) {
  if (writes === 0) return [["to do", "nothing"], ["left out", reasonsOf(skipped)]];
  const end = new Date(earliestEnd);
  const days = maxPerDay > 0 ? Math.ceil(writes / maxPerDay) : 0;
  return [
    ["to mute", mute.length > 0 && count(mute.length)],
    ["to unmute", unmute.length > 0 && count(unmute.length)],
    ["left out", reasonsOf(skipped)],
    ["windows of 15 minutes", `${count(windows)}${pace === "even" ? ", spread evenly" : ""}`],
    ["at your bound", days > 1 && `${counted(days, "day", "days")}, at ${count(maxPerDay)} a day`],
    ["done, at the earliest", `${dayTime(end, new Date(0))}, ${fromNow(end)}`],
  ];
}

/** How many are left out for each reason. */
function reasonsOf(skipped) {
  const numberOf = (why) => skipped.filter((entry) => entry.why === why).length;
  const reasons = Object.entries(WHY_LEFT_OUT).filter(([why]) => numberOf(why) > 0);
  return reasons.map(([why, words]) => `${count(numberOf(why))}: ${words}`).join("; ") || "nobody";
}

function rowsOf(skipped) {
  const words = skipped.slice(0, SHOWN).map((entry) => `${nameOf(entry)}: ${WHY_LEFT_OUT[entry.why] ?? entry.why}`);
  if (skipped.length > SHOWN) words.push(`and ${count(skipped.length - SHOWN)} more`);
  return words.map((text) => make("li", {}, text));
}
