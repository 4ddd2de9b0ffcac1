// @ts-check
import { adviceFor } from "./advice.js";
import { clockTime, fromNow } from "./time-words.js";

/** @typedef {"mute" | "unmute"} Action */

const WORDS = {
  mute: { doing: "Muting", done: "Muted", not: "Not muted", one: "mute", many: "mutes" },
  unmute: { doing: "Unmuting", done: "Unmuted", not: "Not unmuted", one: "unmute", many: "unmutes" },
};

/** @param {Action} action */
export function doingWord(action) {
  return `${WORDS[action].doing}…`;
}

/** @param {Action} action @param {string} who */
export function doing(action, who) {
  return `${WORDS[action].doing} ${who}…`;
}

/**
 * @param {Action} action
 * @param {string} who
 * @param {{ remaining: number, resetAt: Date } | undefined} limit the one that runs out first
 */
export function done(action, who, limit) {
  const { done: verb, one, many } = WORDS[action];
  if (!limit) return `${verb} ${who}.`;
  return `${verb} ${who}. ${limit.remaining} ${limit.remaining === 1 ? one : many} left until ${clockTime(limit.resetAt)}.`;
}

/** @param {Action} action @param {any} error */
export function failed(action, error) {
  const again = error?.retryAt instanceof Date ? ` Again at ${clockTime(error.retryAt)}, ${fromNow(error.retryAt)}.` : "";
  return `${WORDS[action].not}: ${adviceFor(error).happened}.${again}`;
}

/** @param {boolean} sent whether a request was on its way */
export function cancelled(sent) {
  return sent ? "Cancelled. X may have done it already: press Refresh to see." : "Cancelled before anything was sent.";
}
