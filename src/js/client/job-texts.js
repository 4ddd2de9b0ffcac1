// The texts that a job is kept as, which Rust reads and writes (src/bulk/kept.rs and part.rs): how they begin, and what
// they say.
import { revived } from "../error.js";
import { member } from "../own.js";

/** The name of the state; the parts have their numbers. */
export const STATE = "";

/** Entries in a part: what is written with each request is of one part. */
export const PART = 1000;

/** The line of the state that the outcomes of its part begin at. */
const OUTCOMES_LINE = 5;

/** What became of an entry, by its letter. */
const OUTCOMES = { t: "todo", d: "done", g: "gone", f: "failed" };

/** What the job of a plan begins with. Each line ends: an ID that was cut off is another's. */
export function textsOf({ userId, mute, unmute }, { pace = "even", maxPerDay = 0 }) {
  const lines = [...interleaved(mute.map(lineOf("mute")), unmute.map(lineOf("unmute")))];
  const parts = [];
  for (let at = 0; at < lines.length; at += PART) parts.push(`${lines.slice(at, at + PART).join("\n")}\n\n`);
  const numbers = [maxPerDay, lines.length, mute.length, unmute.length, parts.length, 0, 0, 0, 0, 0, 0, 0, 0];
  const id = Math.random().toString(36).slice(2);
  return { state: `x-mutes-job 1 ${userId} ${pace} ${id}\n${numbers.join(" ")}\n\n\n\n`, parts };
}

function lineOf(action) {
  return (entry) => [action, member(entry, "id"), member(entry, "username")].filter(Boolean).join(" ");
}

/** Both lists in one, each spread over the whole: X counts mutes and unmutes apart, so neither need wait for the other. */
function* interleaved(mutes, unmutes) {
  for (let m = 0, u = 0; m < mutes.length || u < unmutes.length;) {
    const isMute = u === unmutes.length || (m < mutes.length && m * unmutes.length <= u * mutes.length);
    yield isMute ? mutes[m++] : unmutes[u++];
  }
}

/** What tells a job from another. */
export function idOf(state) {
  return state.split("\n")[0].split(" ")[4];
}

/** The part that is under way. */
export function partOf(state) {
  return Number(state.split("\n")[1]?.split(" ")[5]);
}

/** Somebody runs it, or was killed while doing so. */
export function isRunning(state) {
  return state.split("\n")[1].endsWith(" 1");
}

/** The same state, run by nobody. */
export function rested(state) {
  return state.replace(/^(.*\n.*) 1\n/, "$1 0\n");
}

/** The same state at another pace, where one is given. */
export function atPace(state, { pace, maxPerDay }) {
  return state.replace(/^(\S+ \S+ \S+) (\S+) (\S+\n)(\d+)/, (_, head, before, id, most) => `${head} ${pace ?? before} ${id}${maxPerDay ?? most}`);
}

/** The entries of a part, as they were to begin with. */
export function entriesOf(part) {
  return part?.split("\n\n")[0];
}

/** The IDs of the entries of a part. */
export function idsOf(part) {
  return entriesOf(part).split("\n").map((line) => line.split(" ")[1]).filter((id) => id !== undefined);
}

/** Each entry of the parts, with what became of it. */
export function reportOf(state, parts) {
  const now = state.split("\n").slice(OUTCOMES_LINE).join("\n");
  return parts.flatMap((part, at) => {
    const [entries, ended = ""] = part.split("\n\n");
    return withOutcomes(entries.split("\n"), at === partOf(state) ? now : ended);
  });
}

function withOutcomes(lines, ended) {
  const [letters, ...errors] = ended.split("\n");
  return lines.map((line, at) => {
    const [action, id, username] = line.split(" ");
    const outcome = OUTCOMES[letters[at] ?? "t"];
    return {
      id,
      ...username !== undefined && { username },
      action,
      outcome,
      ...outcome === "failed" && { error: revived(JSON.parse(errors.shift())) },
    };
  });
}

/** Everybody who can be made out in what is kept, whatever has happened to it. */
export function salvaged(parts) {
  const ids = { mute: new Set(), unmute: new Set() };
  for (const part of parts) {
    for (const [, action, id] of part.matchAll(/^(mute|unmute) (\d{1,19})(?=[ \n])/gm)) ids[action].add(id);
  }
  return { mute: { ids: [...ids.mute] }, unmute: { ids: [...ids.unmute] } };
}
