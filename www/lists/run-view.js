// @ts-check
import { adviceFor } from "../advice.js";
import { now } from "../clock.js";
import { byId, facts } from "../dom.js";
import { accountOf } from "../names.js";
import { dayTime, fromNow } from "../time-words.js";
import { showKinds } from "./kinds.js";
import { count, outcomes } from "./words.js";

/** @typedef {{ muted: number, unmuted: number, gone: number, failed: number, total: number, done: number }} Counts */
/** @typedef {import("../pkg/client.js").Progress} Progress */

const bar = byId("run-progress");
const counts = byId("run-count");
const box = byId("run-facts");

/** @param {Counts} all */
export function showCounts({ total, done, ...rest }) {
  bar.max = Math.max(1, total);
  bar.value = done;
  counts.textContent = `${count(done)} of ${count(total)}: ${outcomes(rest)}`;
}

/** How fast it goes, and until when. @param {Progress} progress @param {number | undefined} perHour */
export function showPace({ current, waitingUntil, eta }, perHour) {
  box.replaceChildren(facts([
    ["rate", perHour === undefined ? undefined : `${count(perHour)} an hour`],
    ["ends", `${dayTime(eta)}, ${fromNow(eta)}`],
    ["it is now", dayTime(new Date(now()))],
    ["waits until", waitingUntil && dayTime(waitingUntil)],
    ["is at", current && whoIs(current)],
  ]));
}

export function showNoPace() {
  box.replaceChildren();
}

/** @param {{ id: string, username?: string }} entry */
function whoIs({ id, username = accountOf(id).username }) {
  return username ? `@${username}` : id;
}

const TITLES = { all: "All", todo: "To do", done: "Done", gone: "Gone", failed: "Failed" };

const WORDS = {
  todo: { mute: "to be muted", unmute: "to be unmuted" },
  done: { mute: "muted", unmute: "unmuted" },
  gone: { mute: "gone: suspended or deleted", unmute: "gone: suspended or deleted" },
};

/** What has become of everybody. @param {import("../pkg/client.js").Report} report */
export function showEntries({ entries }) {
  /** @type {Record<string, any>} */
  const by = { all: entries, todo: [], done: [], gone: [], failed: [] };
  for (const entry of entries) by[entry.outcome].push(entry);
  showKinds(new Map(Object.entries(TITLES).map(([outcome, title]) => [outcome, { title, entries: by[outcome] }])), rowOf);
}

/** @param {any} entry @returns {import("./people-table.js").Row} */
function rowOf({ id, username = accountOf(id).username, action, outcome, error }) {
  const what = outcome === "failed" ? `failed: ${adviceFor(error).happened}` : WORDS[/** @type {"todo"} */ (outcome)][/** @type {"mute"} */ (action)];
  return { id, username, kind: outcome, what, tone: outcome };
}
