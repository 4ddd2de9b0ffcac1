// @ts-check
import { adviceFor } from "../advice.js";
import { clockTime, fromNow } from "../time-words.js";

/** @param {number} number */
export function count(number) {
  return number.toLocaleString("en");
}

/** @param {number} number @param {string} one @param {string} many */
export function counted(number, one, many) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

const FORMATS = { archive: "X’s archive", csv: "CSV", json: "JSON", lines: "one a line" };

/** @param {string} name @param {import("../pkg/client.js").ParsedList} list */
export function listRead(name, { ids, usernames, duplicates, rejectedCount, format }) {
  const people = [
    ids.length > 0 && counted(ids.length, "ID", "IDs"),
    usernames.length > 0 && counted(usernames.length, "username", "usernames"),
  ].filter(Boolean).join(" and ") || "nobody";
  const rest = [
    duplicates > 0 && `${counted(duplicates, "entry is", "entries are")} there twice.`,
    rejectedCount > 0 && `${counted(rejectedCount, "entry is", "entries are")} not understood.`,
  ].filter(Boolean);
  return [`${name} (${FORMATS[format] ?? format}): ${people}.`, ...rest].join(" ");
}

const TAKEN_FOR = { id: "IDs", username: "usernames", profile: "profiles", author: "authors of posts" };

/** Which columns were taken for what; empty if the list has none. @param {import("../pkg/client.js").ParsedList} list */
export function columnsRead({ columns, rows }) {
  if (columns.length === 0) return "";
  const named = (/** @type {{ name: string }[]} */ some) => some.map(({ name }) => `“${name}”`).join(", ");
  const taken = Object.entries(TAKEN_FOR).flatMap(([kind, words]) => {
    const some = columns.filter(({ takenFor }) => takenFor === kind);
    return some.length > 0 ? [`${named(some)} for ${words}`] : [];
  });
  const ignored = columns.filter(({ takenFor }) => takenFor === "nothing");
  const sentences = [
    taken.length > 0 && `In ${counted(rows, "row", "rows")}, ${taken.join(" and ")}.`,
    ignored.length > 0 && `Not read: ${named(ignored)}.`,
  ];
  return sentences.filter(Boolean).join(" ");
}

/** @param {{ total: number, done: number, waitingUntil?: Date }} progress */
export function planning({ total, done, waitingUntil }) {
  const wait = waitingUntil ? ` X’s limit is reached: on at ${clockTime(waitingUntil)}, ${fromNow(waitingUntil)}.` : "";
  return `Asking X about them: ${count(done)} of ${count(total)}.${wait}`;
}

/** @param {import("../pkg/client.js").Plan} plan */
export function planned({ mute, unmute, skipped }) {
  if (mute.length + unmute.length === 0) return "The plan: nothing is left to do.";
  const parts = [
    mute.length > 0 && `mute ${count(mute.length)}`,
    unmute.length > 0 && `unmute ${count(unmute.length)}`,
    skipped.length > 0 && `leave out ${count(skipped.length)}`,
  ].filter(Boolean);
  return `The plan: ${parts.join(", ")}. Nothing has been changed yet.`;
}

/** @param {any} error */
export function notPlanned(error) {
  return `No plan: ${adviceFor(error).happened}.`;
}

/** @param {any} error */
export function notStarted(error) {
  return `Not started: ${adviceFor(error).happened}.`;
}

/** @param {any} error */
export function notStopped(error) {
  return `Not stopped: ${adviceFor(error).happened}.`;
}

/** @param {any} error */
export function stoppedBy(error) {
  return `Paused: ${adviceFor(error).happened}. What was done is kept.`;
}

/** @param {import("../pkg/client.js").Report} report */
export function done({ muted, unmuted, gone, failed }) {
  return `Done: ${outcomes({ muted, unmuted, gone, failed })}.`;
}

/** @param {{ muted: number, unmuted: number, gone: number, failed: number }} counts */
export function outcomes({ muted, unmuted, gone, failed }) {
  const parts = [
    muted > 0 && `${count(muted)} muted`,
    unmuted > 0 && `${count(unmuted)} unmuted`,
    gone > 0 && `${count(gone)} gone`,
    failed > 0 && `${count(failed)} failed`,
  ].filter(Boolean);
  return parts.join(", ") || "nobody yet";
}

export const RUNNING = "Running. You may close this page: it goes on from there when you come back.";
export const PAUSED = "Paused.";
export const FOUND = "A list from before is not finished. It can go on from where it was.";
export const ELSEWHERE = "It runs in another tab.";
export const UNDOING = "The plan undoes what the list has changed, and nothing else.";
export const STOPPED = "Stopped. Whoever was done stays so, unless you undo it.";

/** @param {{ muted: number, unmuted: number, left: number }} counts */
export function askStop({ muted, unmuted, left }) {
  const changed = muted + unmuted;
  return `${counted(left, "person is", "people are")} left, and forgotten then. ${changed === 0 ? "Nobody was changed." : `What was changed for ${counted(changed, "person", "people")} stays, and can be undone.`}`;
}

export const NO_LIST = "Nobody is in the list yet: paste, drop or choose one.";
export const CANCELLED = "Cancelled. Nothing was changed.";

/** @param {any} error */
export function notRead(error) {
  return `The list could not be read: ${adviceFor(error).happened}.`;
}

/** @param {any} error */
export function notFound(error) {
  return `Whether there is a list from before is not known: ${adviceFor(error).happened}.`;
}
