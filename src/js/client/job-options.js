import { XError } from "../error.js";
import { idsOf, textsOf } from "./job-texts.js";
import { count, ID, invalid, items, MAX_ITEMS, NONE, object, optionalFunction, text, USERNAME } from "../options.js";
import { members } from "../own.js";
import { storeOf } from "./stores/store.js";

/** Reads JobOptions. */
export function readJobOptions(options = NONE) {
  const names = ["store", "key", "onProgress", "pace", "maxPerDay"];
  const { store, key = "job", onProgress, pace, maxPerDay } = members(object("options", options), names);
  if (![undefined, "even", "burst"].includes(pace)) throw invalid('pace must be "even" or "burst"');
  return {
    store: store === undefined ? undefined : storeOf(store),
    key: text("key", key),
    onProgress: optionalFunction("onProgress", onProgress),
    settings: { pace, maxPerDay: maxPerDay === undefined ? undefined : count("maxPerDay", maxPerDay, 1) },
  };
}

/** What a job of this plan begins with, or what a checkpoint goes on with. */
export function readPlan(plan, settings) {
  const { version, userId, mute, unmute, state, parts } = members(plan, ["version", "userId", "mute", "unmute", "state", "parts"]);
  if (version !== 1 || !isId(userId)) throw invalid("plan must be what plan() gave, or a job's checkpoint()");
  if (typeof state === "string" && Array.isArray(parts)) {
    const texts = items("plan.parts", parts).map(String);
    demandOnceEach(texts.flatMap(idsOf));
    return { state, parts: texts };
  }
  const lists = { mute: readEntries("mute", mute), unmute: readEntries("unmute", unmute) };
  demandOnceEach([...lists.mute, ...lists.unmute].map(({ id }) => id));
  return textsOf({ userId, ...lists }, settings);
}

/** Each entry is a request that X bills; and whoever is to be muted and unmuted, is nobody knows what. */
function demandOnceEach(ids) {
  if (ids.length > MAX_ITEMS) throw invalid(`plan must have ${MAX_ITEMS} people at most; it has ${ids.length}: split it`);
  const seen = new Set();
  for (const id of ids) {
    if (seen.has(id)) throw invalid(`plan must have nobody twice; it has ${id} twice`);
    seen.add(id);
  }
}

/** Each is read once: a getter may give somebody else the next time. */
function readEntries(name, entries) {
  const read = Array.isArray(entries) ? items(`plan.${name}`, entries).map((entry) => members(entry, ["id", "username"])) : undefined;
  if (read?.every(isEntry)) return read;
  throw invalid(`plan.${name} must be what plan() gave: a list of { id, username }`);
}

function isId(id) {
  return typeof id === "string" && ID.test(id);
}

function isEntry({ id, username = "a" }) {
  return isId(id) && typeof username === "string" && USERNAME.test(username);
}

export function otherAccount(what, userId, source) {
  return invalid(`${what} belongs to the account ${userId}, and this client to ${source}`);
}

export function unfinished(key) {
  return new XError("storage", `another job is kept under the key "${key}", and is not done: go on with it (resumeJob), discard it, or give this one another key`);
}
