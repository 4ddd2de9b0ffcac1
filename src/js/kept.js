import { XError } from "./error.js";
import { atPace, entriesOf, idOf, isRunning, partOf, reportOf, rested, salvaged, STATE } from "./job-texts.js";
import { invalid } from "./options.js";
import { run } from "./run.js";
import { STORE_MS } from "./waiting.js";

/** So many parts in a row that are not there are the end of a job whose state does not say, or says wrongly, how many there are. */
const MISSING = 10;

/** A job as it is kept: here, and in the caller's store where there is one. Rust reads and writes the texts. */
export class Kept {
  #settings;
  #texts = new Map();
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
    if (this.store === undefined) return this.#texts.get(name) ?? "";
    const before = partOf(this.#state);
    const text = String(await this.store.get(this.#keyOf(name)) ?? "");
    // What is another's must not be taken for this one's later.
    if (name === STATE && this.#id !== undefined && idOf(text) !== this.#id) {
      throw new Error(`another job, or none, is kept under the key "${this.key}" by now`);
    }
    this.#texts.set(name, text);
    // These have ended elsewhere meanwhile.
    if (name === STATE) for (let at = before; at < Math.min(partOf(text), this.#found?.parts); at += 1) await this.read(String(at));
    return text;
  }

  get #state() {
    return this.#texts.get(STATE) ?? "";
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
    this.#texts.set(name, text);
  }

  /** Reads all of it; gives whose it is and how much there is left, or undefined where there is nothing. */
  async load() {
    const state = await this.#guarded(() => this.read(STATE));
    if (state === "") return undefined;
    const found = await lookAt(state);
    for (let at = 0, missing = 0; at < (found?.parts ?? Infinity) && missing < MISSING; at += 1) {
      missing = await this.#guarded(() => this.read(String(at))) === "" ? missing + 1 : 0;
    }
    if (!await isWhole(found, this.#texts)) throw damaged(salvaged(this.#texts.values()));
    this.#id = idOf(state);
    return this.#found = found;
  }

  /** Puts a new job there; gives whether nobody else has put one there since. */
  async replace(texts) {
    if (!await isWhole(await lookAt(texts.get(STATE)), texts)) throw invalid("plan must be what plan() gave, or a job's checkpoint()");
    const names = [...texts.keys()].filter((name) => name !== STATE);
    const leftOver = this.#names.filter((name) => !texts.has(name));
    // Without a state there is no job: whatever ends this half-way leaves none, and not half of two.
    if (!await this.#swap(this.#state, undefined)) return false;
    for (const name of leftOver) await this.#delete(name);
    for (const name of names) await this.#guarded(() => this.store?.update(this.#keyOf(name), () => texts.get(name)));
    if (!await this.#swap("", texts.get(STATE))) return false;
    this.#texts = new Map(texts);
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
    for (const name of [STATE, ...this.#names]) await this.#delete(name);
  }

  #delete(name) {
    return this.#guarded(() => this.store?.update(this.#keyOf(name), () => undefined));
  }

  async #guarded(work) {
    try {
      return await inTime(work);
    } catch (thrown) {
      throw new XError("storage", `the job kept under the key "${this.key}" could not be read or stored`, {}, { cause: thrown });
    }
  }

  get #names() {
    return [...this.#texts.keys()].filter((name) => name !== STATE);
  }

  /** Whether it is a job of just these entries. */
  isOf(texts) {
    return texts.size === this.#found.parts + 1
      && [...texts].every(([name, text]) => name === STATE || entriesOf(this.#texts.get(name)) === entriesOf(text));
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
    const { userId, parts } = this.#found;
    return { version: 1, userId, state: this.#state, parts: Array.from({ length: parts }, (_, at) => this.#texts.get(String(at))) };
  }

  /** Each entry, with what became of it. */
  get entries() {
    const { state, parts } = this.checkpoint;
    return reportOf(state, parts);
  }
}

/** What the state says of the job; null where it is damaged. */
function lookAt(state) {
  return run(() => [{ state }, "look_at_job"]);
}

/** Whether these texts are all the parts, with all the entries, that there are to be. */
async function isWhole(found, texts) {
  if (found === null || texts.size !== found.parts + 1) return false;
  const parts = [...texts].filter(([name]) => name !== STATE && Number(name) < found.parts);
  const counts = await Promise.all(parts.map(([, part]) => run(() => [{ part }, "count_part"])));
  return found.total === counts.reduce((sum, count) => sum + count, 0);
}

/** What `work` comes to, or why not, should it take too long. */
function inTime(work) {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`the store did not answer within ${STORE_MS} ms`));
    const timer = setTimeout(late, STORE_MS);
    Promise.resolve().then(work).then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

function damaged(salvaged) {
  const cause = Object.assign(new Error("the state, or a part of the entries, cannot be read"), { salvaged });
  return new XError("storage", "the job that is kept is damaged, or of another version; those of its entries that can be read are in `cause.salvaged`, which plan() takes", {}, { cause });
}
