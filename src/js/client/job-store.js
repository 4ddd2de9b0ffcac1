// @ts-check
import { revived, XError } from "../error.js";
import { ownMember } from "../own.js";
import { JobCall } from "./job-call.js";
import { ask, askNow, run } from "./module.js";

/**
 * @import { Checkpoint, ReportEntry, Store } from "x-mutes/client"
 * @import { Args } from "../types.d.ts"
 * @import { ClientFunctions } from "./glue.js"
 * @import { FoundJob, JobTexts } from "./types.d.ts"
 */

/** The name of the state among a job's texts; the parts have their numbers. */
const STATE = "";

/**
 * One job as it is stored: its texts, in the caller's store if there is one, else here. Only Rust writes and reads what they say
 * (src/bulk/job).
 */
export class JobStore {
  /** Each text as it was read or written last, by its name. */
  #texts = /** @type {Map<string, string>} */ (new Map());
  /** What Rust found in them. */
  #found = /** @type {FoundJob | undefined} */ (undefined);

  /**
   * @param {Store | undefined} store
   * @param {string} key of the state; those of the parts begin with it
   */
  constructor(store, key) {
    this.store = store;
    this.key = key;
  }

  /** @param {string} name */
  #keyOf(name) {
    return name === STATE ? this.key : `${this.key}:${name}`;
  }

  /** @param {string} name */
  #text(name) {
    return this.#texts.get(name) ?? "";
  }

  /**
   * The text of this name; empty if there is none. The state may be another job's: Rust accepts it if it is not.
   *
   * @param {string} name
   */
  async read(name) {
    if (this.store === undefined) return this.#text(name);
    const text = String(await this.store.get(this.#keyOf(name)) ?? "");
    // A part that is not there any more was discarded: what it said can still be reported.
    if (name !== STATE && text !== "") this.#texts.set(name, text);
    return text;
  }

  /**
   * Takes a state for this job's.
   *
   * @param {string} state
   */
  accept(state) {
    this.#texts.set(STATE, state);
  }

  /**
   * Stores `next` if `expected` is there, unless `signal` has aborted: others may have written since. An empty text stands for none.
   *
   * @param {string} name
   * @param {string} expected
   * @param {string} next
   * @param {AbortSignal} signal
   * @returns {Promise<boolean>} whether it was there
   */
  async replace(name, expected, next, signal) {
    let wasThere = this.#text(name) === expected;
    await this.store?.update(this.#keyOf(name), (old) => {
      wasThere = (old ?? "") === expected && !signal.aborted;
      return !wasThere ? old : next === "" ? undefined : next;
    });
    if (wasThere) this.#texts.set(name, next);
    return wasThere;
  }

  /**
   * @template {"load_job" | "replace_job"} Name
   * @param {Name} name
   * @param {Args<ClientFunctions, Name>} args
   */
  #run(name, args) {
    return run(() => ({ options: { __proto__: null, texts: this }, name, args }), JobCall);
  }

  /** Reads all of it; gives what was found, or undefined if there is nothing. */
  async load() {
    const fresh = this.store === undefined ? this : new JobStore(this.store, this.key);
    const found = await fresh.#run("load_job", []);
    if (this.#found !== undefined && found?.id !== this.#found.id) {
      throw new XError("storage", `another job, or none, is kept under the key "${this.key}" by now: make or resume the job anew`);
    }
    this.#texts = fresh.#texts;
    if (found?.isWhole === false) throw damaged(await this.#salvaged("mute"), await this.#salvaged("unmute"));
    this.#found = found;
    return found;
  }

  /**
   * Every account that can be made out, whatever has happened to the texts.
   *
   * @param {"mute" | "unmute"} action
   */
  async #salvaged(action) {
    const ids = await Promise.all([...this.#texts.values()].map((text) => ask("salvage_part", text, action)));
    return { ids: [...new Set(ids.flat())] };
  }

  /**
   * Stores a new job; gives false if another context has stored one since the last load.
   *
   * @param {JobTexts} texts
   */
  async create({ state, parts }) {
    if (!await this.#replace(this, [state, ...parts])) return false;
    this.#found = undefined;
    await this.load();
    return true;
  }

  /** Removes it from the store. A context that runs it stops. Its report stays here. */
  async discard() {
    if (this.store !== undefined) await new JobStore(this.store, this.key).#replace(this, []);
  }

  /**
   * @param {JobStore} before the job that gives way
   * @param {string[]} texts the state and the parts of the job that is to be there, if any
   */
  #replace(before, texts) {
    return this.#run("replace_job", [before.#found?.id ?? "", before.state, before.#texts.size, texts]);
  }

  /**
   * Notes that nobody runs it any more: contexts that wait for it are not to take over.
   *
   * @param {AbortSignal} signal
   */
  async rest(signal) {
    const { state } = this;
    const rested = await ask("rested_job", state);
    if (rested !== undefined && rested !== state) await this.replace(STATE, state, rested, signal);
  }

  /**
   * True if it is a job of just these entries.
   *
   * @param {JobTexts} texts
   */
  async isOf({ parts }) {
    return ask("is_same_job", parts, this.#parts);
  }

  /** True if some context runs it, or was killed while it did. */
  get isRunning() {
    return this.#found?.isRunning === true;
  }

  get userId() {
    return this.#found?.userId ?? "";
  }

  get state() {
    return this.#text(STATE);
  }

  get #parts() {
    return Array.from({ length: this.#found?.parts ?? 0 }, (_, number) => this.#text(String(number)));
  }

  /** Plain JSON: all of it. @returns {Checkpoint} */
  get checkpoint() {
    return { version: 1, userId: this.userId, state: this.state, parts: this.#parts };
  }

  /** Each entry, with what became of it. @returns {ReportEntry[]} */
  get entries() {
    const { state } = this;
    // Rust has found the texts whole, so it reads them.
    const report = (/** @type {string} */ part, /** @type {number} */ number) => /** @type {string} */ (askNow("report_part", state, number, part));
    return this.#parts.flatMap((part, number) => JSON.parse(report(part, number)).map(withError));
  }
}

/**
 * An entry with its error as an XError.
 *
 * @param {Omit<ReportEntry, "error"> & { error?: string }} entry
 */
function withError(entry) {
  const error = /** @type {string | undefined} */ (ownMember(entry, "error"));
  return error === undefined ? entry : { ...entry, error: revived(JSON.parse(error)) };
}

/**
 * @param {{ ids: string[] }} mute who can be made out
 * @param {{ ids: string[] }} unmute
 */
function damaged(mute, unmute) {
  const cause = Object.assign(new Error("the state, or a part of the entries, cannot be read"), { salvaged: { mute, unmute } });
  return new XError("storage", "the job that is kept is damaged, or of another version; those of its entries that can be read are in `cause.salvaged`, which plan() takes", {}, { cause });
}
