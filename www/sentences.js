// @ts-check
import { adviceFor } from "./advice.js";
import { clockTime, fromNow } from "./time-words.js";

/** @typedef {"mute" | "unmute"} Action */

const WORDS = {
  mute: { todo: "Mute", doing: "Muting", done: "Muted", not: "Not muted", one: "mute", many: "mutes" },
  unmute: { todo: "Unmute", doing: "Unmuting", done: "Unmuted", not: "Not unmuted", one: "unmute", many: "unmutes" },
};

export const GOING_TO_X = "Going to X…";
export const SIGNING_IN = "Signing in…";
export const SIGNING_OUT = "Signing out…";
export const SIGNED_OUT = "Signed out. X takes the token no more.";

/** @param {{ isFilled: boolean, canSignIn: boolean }} state */
export function ready({ isFilled, canSignIn }) {
  if (isFilled) return "Ready. Press Mute.";
  return `${canSignIn ? "Sign in, or fill" : "Fill"} in the three fields, then press Mute.`;
}

/** @param {Action} action */
export function toDo(action) {
  return WORDS[action].todo;
}

/** @param {Action} action */
export function doingWord(action) {
  return `${WORDS[action].doing}…`;
}

/** @param {Action} action @param {import("./names.js").Account} account */
export function doing(action, { id, name, username }) {
  const who = username ? `${name ?? ""} (@${username}, ID ${id})`.trimStart() : id;
  return `${WORDS[action].doing} ${who}…`;
}

/** @param {string} username */
export function lookingFor(username) {
  return `Looking for @${username.replace(/^@/, "")}…`;
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
  return `${WORDS[action].not}: ${adviceFor(error).happened}.${again(error)}`;
}

/** @param {boolean} sent whether a request was on its way @param {boolean} changes whether it was one that changes something */
export function cancelled(sent, changes) {
  if (changes) return "Cancelled. X may have done it already: press Refresh to see.";
  return sent ? "Cancelled. Nothing was changed." : "Cancelled before anything was sent.";
}

/** @param {import("./names.js").Account | undefined} account */
export function signedIn(account) {
  return `Signed in as @${account?.username}. Press Mute.`;
}

/** Signed in, but as whom is not known. @param {any} error */
export function signedInAsSomeone(error) {
  return `Signed in, but X did not say as whom: ${adviceFor(error).happened}.${again(error)}`;
}

/** @param {any} error */
export function notSignedIn(error) {
  return `Not signed in: ${words(error)} ${adviceFor(error).todo}`;
}

/** @param {any} error */
export function notSignedOut(error) {
  return `Signed out here, but X may take the token still: ${words(error)} It ends by itself within two hours.`;
}

/** @param {any} error */
export function ended(error) {
  return `You are signed out: your sign-in has ended. ${adviceFor(error).todo}`;
}

/** @param {number} count @param {boolean} hasMore */
export function mutedCount(count, hasMore) {
  if (hasMore) return `${count} so far. More come as you scroll.`;
  if (count === 0) return "Nobody.";
  return count === 1 ? "1 account." : `${count} accounts.`;
}

/** @param {any} error @param {boolean} isPart whether a part of the list was read */
export function notRead(error, isPart) {
  return `The ${isPart ? "rest" : "list"} could not be read: ${adviceFor(error).happened}.${again(error)}`;
}

/** @param {any} error */
function again(error) {
  return error?.retryAt instanceof Date ? ` Again at ${clockTime(error.retryAt)}, ${fromNow(error.retryAt)}.` : "";
}

/** What the error says, as a part of a sentence. @param {any} error */
function words(error) {
  return String(error?.message ?? error).replace(/^sign-in: /, "").replace(/[.]?$/, ".");
}
