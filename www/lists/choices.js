// @ts-check
import { byId } from "../dom.js";

const form = byId("list-form");
const maxPerDay = byId("max-per-day");
const maxPerDayError = byId("max-per-day-error");

/** @typedef {{ pace: "even" | "burst", maxPerDay?: number }} Settings how a job goes about it */

maxPerDay.addEventListener("input", () => mark(""));

/**
 * What is wanted of the people of a list.
 * @param {{ entries: import("../pkg/client.js").PersonEntry[] }} people
 */
export function wantedOf({ entries }) {
  const wish = form.elements.wish.value;
  return wish === "unmute" ? { unmute: { entries } } : { mute: { entries }, exact: wish === "exact" };
}

export function skipped() {
  const { following, followers } = form.elements;
  return { following: following.checked, followers: followers.checked };
}

/** @returns {Settings | undefined} undefined where the bound is no number */
export function settings() {
  const pace = form.elements.pace.value;
  const bound = maxPerDay.value.trim();
  if (bound === "") return { pace };
  if (/^[1-9]\d{0,8}$/.test(bound)) return { pace, maxPerDay: Number(bound) };
  mark("a whole number from 1 on, or nothing");
  maxPerDay.focus();
  return undefined;
}

/** @param {string} message */
function mark(message) {
  if (message) maxPerDay.setAttribute("aria-invalid", "true");
  else maxPerDay.removeAttribute("aria-invalid");
  maxPerDayError.textContent = message;
}
