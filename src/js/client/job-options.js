// @ts-check
import { XError } from "../error.js";
import { count, ID, invalid, items, kindOf, NONE, optionalFunction, optionsOf, text, USERNAME } from "../options.js";
import { members } from "../own.js";
import { ask } from "./module.js";
import { storeOf } from "./stores/store.js";

/**
 * @import { Checkpoint, JobOptions, Plan } from "x-mutes/client"
 * @import { JobTexts, ReadJobOptions } from "./types.d.ts"
 */

const NAMES = /** @type {const} */ (["store", "key", "onProgress", "pace", "maxPerDay"]);

/**
 * Reads JobOptions.
 *
 * @param {JobOptions} [options]
 * @returns {ReadJobOptions}
 */
export function readJobOptions(options = /** @type {JobOptions} */ (NONE)) {
  const { store, key = "job", onProgress, pace, maxPerDay } = optionsOf("options", options, NAMES);
  if (![undefined, "even", "burst"].includes(pace)) throw invalid(`pace must be "even" or "burst"; it was ${kindOf(pace)}`);
  return {
    store: store === undefined ? undefined : storeOf(store),
    key: text("key", key),
    onProgress: optionalFunction("onProgress", onProgress),
    pace,
    maxPerDay: maxPerDay === undefined ? undefined : count("maxPerDay", maxPerDay, 1),
  };
}

/**
 * The texts of a job of this plan, or those of a checkpoint.
 *
 * @param {Plan | Checkpoint} plan
 * @param {Pick<ReadJobOptions, "pace" | "maxPerDay">} options
 * @returns {Promise<JobTexts>}
 */
export async function readPlan(plan, { pace = "even", maxPerDay = 0 }) {
  const { version, userId, mute, unmute, state, parts } = members(plan, ["version", "userId", "mute", "unmute", "state", "parts"]);
  if (version !== 1 || !isId(userId)) throw invalid("plan must be what plan() gave, or a job's checkpoint()");
  const isCheckpoint = typeof state === "string" && Array.isArray(parts);
  const texts = isCheckpoint
    ? [state, ...items("plan.parts", parts).map(String)]
    : await ask("new_job_texts", userId, newId(), pace, maxPerDay, joined("mute", mute), joined("unmute", unmute));
  const [first, ...others] = texts;
  const fault = await ask("fault_of_job", first, others, Math.random() * 2 ** 32);
  if (fault !== undefined) throw invalid(fault);
  return { state: first, parts: others };
}

/** What tells a job from others that are kept under the same key. */
function newId() {
  return Math.random().toString(36).slice(2);
}

/**
 * A plan's list as Rust takes it.
 *
 * @param {string} name
 * @param {unknown} entries
 */
function joined(name, entries) {
  return readEntries(name, entries).map(({ id, username = "" }) => `${id},${username}`).join();
}

/**
 * Each is read once: a getter may give somebody else the next time.
 *
 * @param {string} name
 * @param {unknown} entries
 */
function readEntries(name, entries) {
  const read = Array.isArray(entries) ? items(`plan.${name}`, entries).map((entry) => members(entry, ["id", "username"])) : undefined;
  if (read?.every(isEntry)) return read;
  throw invalid(`plan.${name} must be what plan() gave: a list of { id, username }`);
}

/** @param {unknown} id @returns {id is string} */
function isId(id) {
  return typeof id === "string" && ID.test(id);
}

/**
 * @param {{ id: unknown, username: unknown }} entry
 * @returns {entry is { id: string, username: string | undefined }}
 */
function isEntry({ id, username = "a" }) {
  return isId(id) && typeof username === "string" && USERNAME.test(username);
}

/** @param {string} what @param {string} userId of the account that it belongs to @param {string} source of the client's */
export function otherAccount(what, userId, source) {
  return invalid(`${what} belongs to the account ${userId}, and this client to ${source}: use a client of that account`);
}

/** @param {string} key of the store */
export function unfinished(key) {
  return new XError("storage", `another job is kept under the key "${key}", and is not done: go on with it (resumeJob), discard it, or give this one another key`);
}
