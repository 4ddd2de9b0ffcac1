// What the extension says. Pure: how things stand goes in, sentences come out.
import { dayTime, fromNow } from "./time-words.js";

/** For each code of an error: what happened, and what to do about it. @type {Record<string, [string, string]>} */
const ADVICE = {
  // The extension's own.
  signed_out: ["you are not signed in", "Press “Sign in with X”."],
  no_client_id: ["the extension has no client ID yet", "Open the options and enter that of your app at X."],
  not_allowed: [
    "you did not allow it at X, or the page could not be shown",
    "Press “Sign in with X” again. If X shows an error, compare redirect URI and client ID in the options with your app’s.",
  ],
  no_access: ["the browser keeps the extension from X", "Press “Allow access to X”."],
  nobody: ["X has nobody of that name", "Check the spelling. The account may have been renamed, deleted or suspended."],
  not_understood: [
    "that is nobody’s name, ID or address",
    "Enter an @handle, an ID, or the address of a profile or post on X.",
  ],
  self: ["that is you", "Choose somebody else."],
  list_lost: [
    "the list is not in the browser’s storage any more",
    "Import it again: whoever is muted already is left out.",
  ],
  // The package's.
  invalid_argument: ["something in it is not right", "See the details."],
  bad_request: ["X did not take the request", "See X’s own words in the details."],
  unauthorized: ["your sign-in has ended", "Press “Sign in with X”."],
  payment_required: [
    "your app at X has no credits left",
    "Add credits or raise the usage cap in X’s developer console. Waiting does not help.",
  ],
  forbidden: [
    "X does not allow this",
    "Check in X’s developer console that your app is enrolled and may read and write, then sign in again.",
  ],
  not_found: ["X knows no such account", "It may have been deleted or suspended."],
  rate_limited: ["X’s limit is reached", "Wait, then try again."],
  server_error: ["X has a fault", "Try again in a minute."],
  bad_response: [
    "the answer is not what X promises",
    "Something between here and X may have written it. Try again from another network.",
  ],
  network: ["X could not be reached", "Check the connection, then try again."],
  timeout: ["no answer came in time", "Try again. Should X have done it already, doing it twice does no harm."],
  sign_in: ["X refused the sign-in, or it has ended", "Press “Sign in with X”."],
  storage: ["the browser’s storage failed", "Free some space on the disk, then try again."],
  unsupported: ["WebAssembly cannot run here", "Update the browser, or allow WebAssembly in its security settings."],
  internal: ["x-mutes has a fault", "Try again. If it happens twice, please report it."],
};

const UNKNOWN = ["something went wrong", "Try again. If it happens twice, please report it."];

/** @typedef {{ code?: string, message?: string, detail?: string, retryAt?: number }} PlainError */

/** @param {PlainError} error */
export function adviceFor({ code = "" }) {
  const [happened, todo] = Object.hasOwn(ADVICE, code) ? ADVICE[code] : UNKNOWN;
  return { happened, todo };
}

/** What failed, why, and what to do. @param {string} what @param {PlainError} error */
export function failed(what, error) {
  const { happened, todo } = adviceFor(error);
  const again = error.retryAt ? ` It works again at ${dayTime(error.retryAt)}, ${fromNow(error.retryAt)}.` : "";
  return `${what}: ${happened}. ${todo}${again}`;
}

/** What the package and X say themselves; empty where that is nothing more. @param {PlainError} error */
export function details({ code, message, detail }) {
  const words = [message, detail].filter((text) => text && text !== code);
  return words.length === 0 ? "" : [code, ...new Set(words)].join(": ");
}

const NOT_DONE = { mute: "Not muted", unmute: "Not unmuted", signIn: "Not signed in" };
const DONE = { mute: "Muted", unmute: "Unmuted" };

/** @param {import("./outcome.js").Outcome} outcome */
export function outcomeWords({ action, who, error }) {
  if (error) return failed(who ? `${NOT_DONE[action]}, ${nameOf(who)}` : NOT_DONE[action], error);
  return `${DONE[action]} ${nameOf(who)}.`;
}

/** @param {{ id?: string, username?: string }} who */
export function nameOf({ id, username }) {
  return username === undefined ? `the account with the ID ${id}` : `@${username}`;
}

/** @param {number} number */
export function count(number) {
  return number.toLocaleString("en");
}

/** @param {number} number @param {string} one @param {string} many */
export function counted(number, one, many) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** @param {import("./lists.js").List} list */
export function listWords(list) {
  const { state, total, error, eta } = list;
  const far = `${count(doneOf(list))} of ${count(total)} done`;
  if (state === "running") return `Running: ${far}.${eta > Date.now() ? ` Until ${dayTime(eta)}, ${fromNow(eta)}.` : ""}`;
  if (state === "done") return `The list is done: ${outcomes(list)}.`;
  if (state === "stopped") return `Stopped: ${far}, ${outcomes(list)}.`;
  return error ? `${failed("The list is paused", error)} ${far}.` : `Paused: ${far}.`;
}

/** @param {import("./lists.js").List} list */
export function doneOf({ muted, unmuted, gone, failed: notDone }) {
  return muted + unmuted + gone + notDone;
}

/** @param {import("./lists.js").List} list */
export function outcomes({ muted, unmuted, gone, failed: notDone }) {
  const parts = [
    muted > 0 && `${count(muted)} muted`,
    unmuted > 0 && `${count(unmuted)} unmuted`,
    gone > 0 && `${count(gone)} gone from X`,
    notDone > 0 && `${count(notDone)} failed`,
  ];
  return parts.filter(Boolean).join(", ") || "nobody changed";
}

/** @param {import("./x-mutes/client.js").ParsedList} list */
export function listRead({ entries, duplicates, rejectedCount }) {
  const rest = [
    duplicates > 0 && `${counted(duplicates, "entry is", "entries are")} there twice.`,
    rejectedCount > 0 && `${counted(rejectedCount, "entry is", "entries are")} not understood.`,
  ];
  return [`${counted(entries.length, "person", "people")} in the list.`, ...rest].filter(Boolean).join(" ");
}

const TAKEN_FOR = { id: "IDs", username: "usernames", profile: "profiles", author: "authors of posts" };

/** Which columns were taken for what; empty if the list has none. @param {import("./x-mutes/client.js").ParsedList} list */
export function columnsRead({ columns, rows }) {
  const taken = columns.filter(({ takenFor }) => takenFor !== "nothing");
  if (taken.length === 0) return "";
  const words = taken.map(({ name, takenFor }) => `“${name}” for ${TAKEN_FOR[takenFor]}`);
  return `In ${counted(rows, "row", "rows")}, ${words.join(" and ")}.`;
}

/** So many names let one see what kind of words they are. */
const NAMES_SHOWN = 12;

/** Asks whether bare words are meant as usernames. @param {import("./x-mutes/client.js").ParsedList} list */
export function askNames({ usernames }) {
  const more = usernames.length > NAMES_SHOWN ? ` and ${count(usernames.length - NAMES_SHOWN)} more` : "";
  return `The list has words without @: ${usernames.slice(0, NAMES_SHOWN).join(", ")}${more}. `
    + "A heading would be taken for the account that is called so. Are they all usernames?";
}

/** @param {import("./x-mutes/client.js").PlanProgress} progress */
export function planning({ total, done, waitingUntil }) {
  const wait = waitingUntil ? ` X’s limit is reached: on at ${dayTime(waitingUntil)}, ${fromNow(waitingUntil)}.` : "";
  return `Asking X about them: ${count(done)} of ${count(total)}.${wait}`;
}

/** Why somebody is left out of a plan. @type {Record<string, string>} */
export const WHY_LEFT_OUT = {
  already: "as wanted already",
  self: "it is you",
  following: "you follow them",
  follower: "they follow you",
  safelist: "on the safe list",
  missing: "X has nobody there",
  invalid: "X does not take it",
  mismatch: "its ID and its username are not of one account",
};
