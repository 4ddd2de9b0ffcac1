import { Answer, LOST } from "../answer.js";
import { base64, base64Url, subtle, utf8 } from "./crypto.js";
import { nameOf } from "./elsewhere.js";
import { lock, tryLock } from "./lock.js";
import { invalid, kindOf } from "../options.js";
import { Step } from "../step.js";
import { STORE_MS, within } from "../waiting.js";

/** How long to wait for whoever holds the lock: as long as their refresh may take, in milliseconds. */
const LOCK_MS = 30_000;

/** What Rust has the platform do, by the names of src/web/call.rs: with the call, two texts and a signal. */
const TASKS = {
  async token({ options: { ask } }, rejectedToken, _, signal) {
    const token = await ask(rejectedToken === "" ? { __proto__: null, signal } : { __proto__: null, rejectedToken, signal });
    if (typeof token === "string") return token;
    throw invalid(`auth must give a token as a string; it gave ${kindOf(token)}`);
  },

  async hmacSha1(_, key, text) {
    const algorithm = { __proto__: null, name: "HMAC", hash: "SHA-1" };
    return base64(await subtle().sign("HMAC", await subtle().importKey("raw", utf8(key), algorithm, false, ["sign"]), utf8(text)));
  },

  async sha256(_, text) {
    return base64Url(await subtle().digest("SHA-256", utf8(text)));
  },

  async random() {
    return base64Url(crypto.getRandomValues(new Uint8Array(32)));
  },

  async load({ options }, _, __, signal) {
    const { store, key, unsaved, loaded } = options;
    // What could not be stored the last time, unless somebody else has been there since.
    if (unsaved !== undefined) await store.update(key, (old) => ((old ?? "") === loaded && !signal.aborted ? unsaved : old));
    const stored = String(await store.get(key) ?? "");
    if (signal.aborted) return undefined;
    options.unsaved = undefined;
    return options.loaded = stored;
  },

  async save({ options }, text, _, signal) {
    if (text !== "" && options.loaded !== undefined) options.unsaved = text;
    // What comes when its time is over could undo what has been stored since.
    await options.store.update(options.key, (old) => (signal.aborted ? old : text === "" ? undefined : text));
    if (!signal.aborted) options.unsaved = undefined;
  },

  async lock(call) {
    const { store, key } = call.options;
    call.hold(await lock(`x-mutes:${store.name}:${key}`, LOCK_MS));
  },

  async claim(call) {
    const { kept } = call.options;
    if (kept.store === undefined) return undefined;
    const release = await tryLock(nameOf(kept));
    if (release === undefined) return "elsewhere";
    return call.hold(() => within(STORE_MS, () => kept.rest(), () => new Error("the store does not answer")).catch(() => {}).finally(release));
  },

  read({ options }, name) {
    return options.kept.take(name);
  },

  async write(call, name, text, signal) {
    if (!call.settled) await call.options.kept.write(name, text, signal);
  },
};

/** What a store may keep waiting. */
const STORING = ["load", "save", "read", "write"];

/** What only the platform can do. */
export class Task extends Step {
  constructor(call, name, a, b, onAnswer) {
    super(name === "token" ? call.options.timeoutMs : STORING.includes(name) ? STORE_MS : 0, onAnswer);
    TASKS[name](call, a, b, this.controller.signal)
      .then((text = "") => this.end(Answer.text(text)), (thrown) => this.lost(LOST.network, thrown));
  }
}
