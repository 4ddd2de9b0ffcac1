// The toolbar button's words and colour, by how things stand.
import { doneOf, listWords, outcomeWords } from "./words.js";

const FINE = "#0b6b65";
const FAULT = "#a8261c";

/**
 * @param {{ outcome?: import("./outcome.js").Outcome, list?: import("./lists.js").List }} state
 * @returns {{ text: string, color: string, title: string }}
 */
export function badgeOf({ outcome, list }) {
  const title = [outcome && outcomeWords(outcome), list && listWords(list)].filter(Boolean).join("\n") || "x-mutes";
  if (outcome?.error || list?.error && list.state === "paused") return { text: "!", color: FAULT, title };
  if (list?.state === "running" || list?.state === "paused") return { text: short(leftOf(list)), color: FINE, title };
  return { text: outcome || list?.state === "done" && !list.seen ? "✓" : "", color: FINE, title };
}

/** @param {import("./lists.js").List} list */
export function leftOf(list) {
  return list.total - doneOf(list);
}

/** A badge has room for four characters. */
function short(number) {
  return number < 10_000 ? String(number) : `${Math.floor(number / 1000)}k`;
}
