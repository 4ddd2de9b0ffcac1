import { XError } from "./error.js";
import { textsOf } from "./job-texts.js";
import { count, ID, invalid, object, optionalFunction, text, USERNAME, withMethods } from "./options.js";

/** Reads JobOptions. */
export function readJobOptions(options = {}) {
  const { store, key = "job", onProgress, pace, maxPerDay } = object("options", options);
  if (![undefined, "even", "burst"].includes(pace)) throw invalid('pace must be "even" or "burst"');
  return {
    store: store === undefined ? undefined : withMethods("store", "a Store", store, "get", "update"),
    key: text("key", key),
    onProgress: optionalFunction("onProgress", onProgress),
    settings: { pace, maxPerDay: maxPerDay === undefined ? undefined : count("maxPerDay", maxPerDay, 1) },
  };
}

/** What a job of this plan begins with, or what a checkpoint goes on with. */
export function readPlan(plan, settings) {
  const { version, userId, mute, unmute, state, parts } = Object(plan);
  if (version !== 1 || !isId(userId)) throw invalid("plan must be what plan() gave, or a job's checkpoint()");
  if (typeof state === "string" && Array.isArray(parts)) return { state, parts: parts.map(String) };
  return textsOf({ userId, mute: readEntries("mute", mute), unmute: readEntries("unmute", unmute) }, settings);
}

function readEntries(name, entries) {
  if (Array.isArray(entries) && entries.every(isEntry)) return entries;
  throw invalid(`plan.${name} must be what plan() gave: a list of { id, username }`);
}

function isId(id) {
  return typeof id === "string" && ID.test(id);
}

function isEntry(entry) {
  const { id, username = "a" } = Object(entry);
  return isId(id) && typeof username === "string" && USERNAME.test(username);
}

export function otherAccount(what, userId, source) {
  return invalid(`${what} belongs to the account ${userId}, and this client to ${source}`);
}

export function unfinished(key) {
  return new XError("storage", `another job is kept under the key "${key}", and is not done: go on with it (resumeJob), discard it, or give this one another key`);
}
