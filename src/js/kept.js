import { XError, xerror } from "./error.js";
import { readOptions } from "./options.js";
import { run } from "./run.js";

/** Entries in a part: what is written with each request is of one part. */
const PART = 1000;

/** What became of an entry, by the letters of src/bulk/part.rs. */
const OUTCOMES = { t: "todo", d: "done", g: "gone", f: "failed" };

/** The name of the state; the parts have their numbers. */
const STATE = "";

/** The line of the state that the outcomes of its part begin at. */
const OUTCOMES_LINE = 5;

/** A job as it is kept: here, and in the caller's store where there is one. Rust reads and writes the texts. */
export class Kept {
  #texts = new Map();
  /** Whose it is, how many parts there are, how many of them have not ended, and how many entries. */
  #found;

  constructor(store, key) {
    this.store = store;
    this.key = key;
  }

  #keyOf(name) {
    return name === STATE ? this.key : `${this.key}:${name}`;
  }

  /** The text of this name; empty where there is none. */
  async read(name) {
    if (this.store !== undefined) this.#texts.set(name, String(await this.store.get(this.#keyOf(name)) ?? ""));
    return this.#texts.get(name) ?? "";
  }

  /** Nothing is written once `signal` has aborted: others may have written since. */
  async write(name, text, signal) {
    this.#texts.set(name, text);
    await this.store?.update(this.#keyOf(name), (old) => (signal?.aborted ? old : text));
  }

  /** Reads all of it; gives whose it is and how much there is left, or undefined where there is nothing. */
  async load() {
    const state = await this.#guarded(() => this.read(STATE));
    if (state === "") return undefined;
    const found = await ask((instance, call) => instance.look_at_job(call), { state });
    for (let at = 0; at < (found?.parts ?? Infinity); at += 1) {
      const text = await this.#guarded(() => this.read(String(at)));
      if (found === null && text === "") break;
    }
    const count = await ask((instance, call) => call.resolve(this.#names.reduce((sum, name) => sum + instance.count_part(this.#texts.get(name)), 0)));
    if (found === null || count !== found.total) throw damaged(this.#salvaged);
    return this.#found = found;
  }

  /** Puts a new job there, unless somebody else has since. */
  async replace(texts) {
    const seen = this.#texts.get(STATE) ?? "";
    await this.#guarded(async () => {
      for (const [name, text] of texts) {
        if (name !== STATE) await this.write(name, text);
      }
      this.#texts.set(STATE, texts.get(STATE));
      await this.store?.update(this.key, (old) => ((old ?? "") === seen ? texts.get(STATE) : old));
    });
    await this.load();
  }

  /** Notes that nobody runs it any more, where that has not been done: whoever waits for it is not to take over. */
  async rest() {
    const text = this.#texts.get(STATE);
    const rested = text.replace(/^(.*\n.*) 1\n/, "$1 0\n");
    if (rested !== text) await this.write(STATE, rested);
  }

  /** Deletes it; the state goes first: what has none is no job. */
  async discard() {
    const names = [STATE, ...this.#names];
    await this.#guarded(async () => {
      for (const name of names) await this.store?.update(this.#keyOf(name), () => undefined);
    });
  }

  async #guarded(work) {
    try {
      return await work();
    } catch (thrown) {
      throw new XError("storage", `the job kept under the key "${this.key}" could not be read or stored`, {}, { cause: thrown });
    }
  }

  get #names() {
    return [...this.#texts.keys()].filter((name) => name !== STATE);
  }

  /** Whether it is a job of just these entries. */
  isOf(texts) {
    const entries = (text) => text?.split("\n\n")[0];
    return texts.size === this.#found.parts + 1
      && [...texts].every(([name, text]) => name === STATE || entries(this.#texts.get(name)) === entries(text));
  }

  /** Somebody runs it, or was killed while doing so. */
  get isRunning() {
    return this.#texts.get(STATE).split("\n")[1].endsWith(" 1");
  }

  get userId() {
    return this.#found.userId;
  }

  /** Plain JSON: all of it. */
  get checkpoint() {
    const { userId, parts } = this.#found;
    return { version: 1, userId, state: this.#texts.get(STATE), parts: Array.from({ length: parts }, (_, at) => this.#texts.get(String(at))) };
  }

  /** Each entry, with what became of it. */
  get entries() {
    const { state, parts } = this.checkpoint;
    const lines = state.split("\n");
    const current = Number(lines[1].split(" ")[5]);
    const now = lines.slice(OUTCOMES_LINE).join("\n");
    return parts.flatMap((part, at) => {
      const [entries, ended = ""] = part.split("\n\n");
      return withOutcomes(entries.split("\n"), at === current ? now : ended);
    });
  }

  /** Everybody who can be made out in what is kept, whatever has happened to it. */
  get #salvaged() {
    const ids = { mute: new Set(), unmute: new Set() };
    for (const text of this.#texts.values()) {
      for (const [, action, id] of text.matchAll(/^(mute|unmute) (\d{1,19})(?!\d)/gm)) ids[action].add(id);
    }
    return { mute: { ids: [...ids.mute] }, unmute: { ids: [...ids.unmute] } };
  }
}

/** What the job of a plan begins with. */
export function textsOf({ userId, mute, unmute }, pace, maxPerDay) {
  const lines = [...interleaved(mute.map(lineOf("mute")), unmute.map(lineOf("unmute")))];
  const texts = new Map();
  for (let at = 0; at < lines.length; at += PART) texts.set(String(texts.size), lines.slice(at, at + PART).join("\n"));
  const numbers = [maxPerDay, lines.length, mute.length, unmute.length, texts.size, 0, 0, 0, 0, 0, 0, 0];
  return texts.set(STATE, `x-mutes-job 1 ${userId} ${pace}\n${numbers.join(" ")}\n\n\n\n`);
}

/** What the job of a checkpoint goes on with. */
export function textsOfCheckpoint({ state, parts }) {
  return new Map([...parts.map((part, at) => [String(at), part]), [STATE, state]]);
}

function lineOf(action) {
  return ({ id, username }) => [action, id, username].filter(Boolean).join(" ");
}

/** Both lists in one, each spread over the whole: X counts mutes and unmutes apart, so neither need wait for the other. */
function* interleaved(mutes, unmutes) {
  for (let m = 0, u = 0; m < mutes.length || u < unmutes.length;) {
    const isMute = u === unmutes.length || (m < mutes.length && m * unmutes.length <= u * mutes.length);
    yield isMute ? mutes[m++] : unmutes[u++];
  }
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
      ...outcome === "failed" && { error: xerror(errors.shift()) },
    };
  });
}

/** Asks Rust, once it is there. */
function ask(begin, given) {
  return run(() => [{ ...readOptions(), ...given }, begin]);
}

function damaged(salvaged) {
  const cause = Object.assign(new Error("the state, or a part of the entries, cannot be read"), { salvaged });
  return new XError("storage", "the job that is kept is damaged, or of another version; those of its entries that can be read are in `cause.salvaged`, which plan() takes", {}, { cause });
}
