// @ts-check
import { byId, facts } from "../dom.js";
import { accountOf } from "../names.js";
import { dayTime, fromNow } from "../time-words.js";
import { showKinds } from "./kinds.js";
import { count, counted } from "./words.js";

/** @typedef {import("../pkg/client.js").Plan} Plan */

const box = byId("plan-facts");

/** Why somebody is left out. @type {Record<string, string>} */
const WHY = {
  already: "as wanted already",
  self: "it is you",
  following: "you follow them",
  follower: "they follow you",
  safelist: "on the safe list",
  missing: "X has nobody there",
  invalid: "X does not take it",
  mismatch: "its ID and its username are not of one account",
};

/**
 * What is going to be done, what that costs, and who is left out.
 * @param {Plan} plan
 * @param {{ maxPerDay?: number }} settings
 */
export function showPlan(plan, { maxPerDay }) {
  const { writes, reads } = plan.requests;
  const end = new Date(plan.earliestEnd);
  const days = maxPerDay && Math.ceil(writes / maxPerDay);
  box.replaceChildren(facts([
    ["to mute", count(plan.mute.length)],
    ["to unmute", count(plan.unmute.length)],
    ["left out", count(plan.skipped.length)],
    ["requests", `${count(reads)} that read, made; ${count(writes)} that change, to come`],
    ["users read", count(plan.usersRead)],
    ["windows", `${count(plan.windows)} of 15 minutes`],
    ["ends, at the earliest", writes === 0 ? undefined : `${dayTime(end)}, ${fromNow(end)}`],
    ["at your bound", days ? `${counted(days, "day", "days")}, at ${count(maxPerDay)} a day` : undefined],
    ["limits", plan.limits === "seen" ? "as X has said them" : "assumed: X has not said them yet"],
  ]));
  showKinds(kindsOf(plan), (entry) => rowOf(entry));
}

/** @param {Plan} plan */
function kindsOf(plan) {
  const mute = plan.mute.map(({ id, username }) => ({ id, username, kind: "mute" }));
  const unmute = plan.unmute.map(({ id, username }) => ({ id, username, kind: "unmute" }));
  const skipped = plan.skipped.map(({ id, username, why }) => ({ id, username, kind: why }));
  const all = [...mute, ...unmute, ...skipped];
  return new Map([
    ["all", { title: "All", entries: all }],
    ["mute", { title: "Mute", entries: mute }],
    ["unmute", { title: "Unmute", entries: unmute }],
    ...Object.entries(WHY).map(([why, words]) => /** @type {const} */ (
      [why, { title: `Left out: ${words}`, entries: skipped.filter(({ kind }) => kind === why) }])),
  ]);
}

/** @param {{ id?: string, username?: string, kind: string }} entry @returns {import("./people-table.js").Row} */
function rowOf({ id, username = id && accountOf(id).username, kind }) {
  if (kind === "mute" || kind === "unmute") return { id, username, kind, what: kind, tone: "todo" };
  return { id, username, kind, what: `left out: ${WHY[kind] ?? kind}`, tone: "out" };
}
