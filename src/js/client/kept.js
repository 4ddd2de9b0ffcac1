import { XError } from "../error.js";
import { atPace, entriesOf, idOf, isRunning, PART, partOf, reportOf, rested, salvaged, STATE } from "./job-texts.js";
import { invalid, MAX_ITEMS } from "../options.js";
import { ask } from "./module.js";
import { STORE_MS, within } from "../waiting.js";

/** So many parts in a row that are not there are the end of a job whose state does not say, or says wrongly, how many there are. */
const MISSING = 10;

/** The most parts that a job can have: a store may answer any key. */
const MAX_PARTS = MAX_ITEMS / PART;

/** A job as it is kept: here, and in the caller's store where there is one. Rust reads and writes the texts. */
export class Kept {
  #settings;
  /** Its state and its parts, as texts. */
  #state = "";
  #parts = [];
  /** What tells the job from another, once it is known. */
  #id;
  /** Whose it is, how many parts there are, how many of them have not ended, and how many entries. */
  #found;

  /** @param {{ pace?: string, maxPerDay?: number }} settings what is to hold whatever was kept */
  constructor(store, key, settings) {
    this.store = store;
    this.key = key;
    this.#settings = settings;
  }

  #keyOf(name) {
    return name === STATE ? this.key : `${this.key}:${name}`;
  }

  /** The text of this name; empty where there is none. */
  async read(name) {
    if (this.store === undefined) return name === STATE ? this.#state : this.#parts[name] ?? "";
    const before = partOf(this.#state);
    const text = String(await this.store.get(this.#keyOf(name)) ?? "");
    // What is another's must not be taken for this one's later.
    if (name === STATE && this.#id !== undefined && idOf(text) !== this.#id) {
      throw new Error(`another job, or none, is kept under the key "${this.key}" by now`);
    }
    this.#note(name, text);
    // These have ended elsewhere meanwhile.
    if (name === STATE) for (let at = before; at < Math.min(partOf(text), this.#found?.parts); at += 1) await this.read(String(at));
    return text;
  }

  #note(name, text) {
    if (name === STATE) this.#state = text;
    else this.#parts[name] = text;
  }

  /** The text of this name, for whoever runs the job. */
  async take(name) {
    const text = await this.read(name);
    return name === STATE ? atPace(text, this.#settings) : text;
  }

  /**
   * Keeps a text of the job that runs. Nothing is written once `signal` has aborted: others may have written since; nor
   * where somebody has discarded the job, and perhaps put another there.
   */
  async write(name, text, signal) {
    const same = name === STATE ? idOf : entriesOf;
    let isThere = true;
    await this.store?.update(this.#keyOf(name), (old) => {
      isThere = old !== undefined && same(old) === same(text);
      return isThere && !signal?.aborted ? text : old;
    });
    if (!isThere) throw new Error("the job was discarded");
    this.#note(name, text);
  }

  /** Reads all of it; gives whose it is and how much there is left, or undefined where there is nothing. */
  async load() {
    const state = await this.#guarded(() => this.read(STATE));
    if (state === "") return undefined;
    const found = await lookAt(state);
    for (let at = 0, missing = 0; at < Math.min(found?.parts ?? MAX_PARTS, MAX_PARTS) && missing < MISSING; at += 1) {
      missing = await this.#guarded(() => this.read(String(at))) === "" ? missing + 1 : 0;
    }
    if (!await isWhole(found, this.#parts)) throw damaged(salvaged(this.#parts));
    this.#id = idOf(state);
    return this.#found = found;
  }

  /** Puts a new job there; gives whether nobody else has put one there since. */
  async replace({ state, parts }) {
    if (!await isWhole(await lookAt(state), parts)) throw invalid("plan must be what plan() gave, or a job's checkpoint()");
    // Without a state there is no job: whatever ends this half-way leaves none, and not half of two.
    if (!await this.#swap(this.#state, undefined)) return false;
    for (let at = 0; at < Math.max(parts.length, this.#parts.length); at += 1) await this.#put(at, parts[at]);
    if (!await this.#swap("", state)) return false;
    this.#state = state;
    this.#parts = parts;
    this.#id = undefined;
    await this.load();
    return true;
  }

  /** Puts a state in the place of another; gives whether that one was there. */
  async #swap(before, state) {
    let isThere = true;
    await this.#guarded(() => this.store?.update(this.key, (old) => {
      isThere = (old ?? "") === before;
      return isThere ? state : old;
    }));
    return isThere;
  }

  /** Notes that nobody runs it any more, where that has not been done: whoever waits for it is not to take over. */
  async rest() {
    const text = rested(this.#state);
    if (text !== this.#state) await this.write(STATE, text);
  }

  /** Deletes it; the state goes first: what has none is no job. */
  async discard() {
    for (const name of [STATE, ...this.#parts.keys()]) await this.#put(name, undefined);
  }

  /** Keeps a text, whatever was there; deletes it where there is none. */
  #put(name, text) {
    return this.#guarded(() => this.store?.update(this.#keyOf(name), () => text));
  }

  async #guarded(work) {
    try {
      return await within(STORE_MS, work, () => new Error(`the store did not answer within ${STORE_MS} ms`));
    } catch (thrown) {
      throw new XError("storage", `the job kept under the key "${this.key}" could not be read or stored`, {}, { cause: thrown });
    }
  }

  /** Whether it is a job of just these entries. */
  isOf({ parts }) {
    return parts.length === this.#found.parts && parts.every((part, at) => entriesOf(part) === entriesOf(this.#parts[at]));
  }

  /** Somebody runs it, or was killed while doing so. */
  get isRunning() {
    return isRunning(this.#state);
  }

  get userId() {
    return this.#found.userId;
  }

  /** Plain JSON: all of it. */
  get checkpoint() {
    return { version: 1, userId: this.userId, state: this.#state, parts: [...this.#parts] };
  }

  /** Each entry, with what became of it. */
  get entries() {
    const { state, parts } = this.checkpoint;
    return reportOf(state, parts);
  }
}

/** What the state says of the job; undefined where it is damaged. */
async function lookAt(state) {
  const found = await ask("look_at_job", state);
  return found === undefined ? undefined : JSON.parse(found);
}

/** Whether these are all the parts, with all the entries, that there are to be. */
async function isWhole(found, parts) {
  if (found?.parts !== parts.length) return false;
  const counts = await Promise.all(parts.map((part) => ask("count_part", part)));
  return found.total === counts.reduce((sum, count) => sum + count, 0);
}

function damaged(salvaged) {
  const cause = Object.assign(new Error("the state, or a part of the entries, cannot be read"), { salvaged });
  return new XError("storage", "the job that is kept is damaged, or of another version; those of its entries that can be read are in `cause.salvaged`, which plan() takes", {}, { cause });
}
