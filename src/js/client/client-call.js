import { Call, cancelled, containCall } from "../call.js";
import { XError } from "../error.js";
import { SendErrorKind } from "../send-error.js";
import { invalid, kindOf } from "../options.js";
import { parsed } from "../parsed.js";
import { Pause } from "../pause.js";
import { Step } from "../step.js";
import { STORE_MS } from "../waiting.js";
import { ClockPause } from "./clock.js";
import { base64, base64Url, subtle, utf8 } from "./crypto.js";
import { lock } from "./lock.js";

/** How long to wait for whoever holds the lock: as long as their refresh may take, in milliseconds. */
const LOCK_MS = 30_000;

/** The shortest wait that a job tells of, in milliseconds. */
const LONG_MS = 1000;

/** The codes of failures that pass. */
const PASSING = ["network", "timeout", "server_error", "rate_limited"];

/** A call of the complete module's: Rust asks it for what was given, and has it do what only the platform can. */
export class ClientCall extends Call {
  get auth() {
    return this.options.auth;
  }

  get baseUrl() {
    return this.options.baseUrl;
  }

  get maxRetries() {
    return this.options.maxRetries;
  }

  get maxRateLimitWaitMs() {
    return this.options.maxRateLimitWaitMs;
  }

  /** The time by the client's clock, in milliseconds since the epoch. A clock that throws ends the call. */
  now() {
    try {
      return Number(this.options.clock?.now() ?? Date.now());
    } catch (thrown) {
      this.reject(thrown);
      return Date.now();
    }
  }

  /** Lets time pass by the client's clock, and tells a job's caller of it; gives a promise that does not reject. */
  async wait(milliseconds) {
    const { clock, onWait } = this.options;
    if (milliseconds >= LONG_MS) onWait?.(this.now() + milliseconds);
    if (this.settled) return;
    const pause = this.options.rest = clock === undefined ? new Pause(milliseconds) : new ClockPause(milliseconds, clock);
    await this.waitFor(pause).catch(({ thrown }) => this.reject(thrown));
  }

  /** A text that was given with the call. */
  given(name) {
    return String(this.options[name] ?? "");
  }

  /** A number that was given with the call. */
  number(name) {
    return Number(this.options[name]);
  }

  /** Gives a promise of a text: what `work` comes to, within a time limit unless that is 0. */
  perform(limitMs, work) {
    const step = new Step(limitMs);
    const begin = async () => work(step.controller.signal);
    begin().then((text = "") => step.end(text), (thrown) => step.lost(SendErrorKind.failed, thrown));
    return this.waitFor(step);
  }

  /** Asks the caller for a token, again where one was refused. */
  token(rejectedToken) {
    return this.perform(this.options.timeoutMs, async (signal) => {
      const why = rejectedToken === undefined ? { __proto__: null, signal } : { __proto__: null, rejectedToken, signal };
      const token = await this.options.auth.ask(why);
      if (typeof token === "string") return token;
      throw invalid(`auth must give a token as a string; it gave ${kindOf(token)}`);
    });
  }

  hmacSha1(key, text) {
    return this.perform(0, async () => {
      const algorithm = { __proto__: null, name: "HMAC", hash: "SHA-1" };
      const imported = await subtle().importKey("raw", utf8(key), algorithm, false, ["sign"]);
      return base64(await subtle().sign("HMAC", imported, utf8(text)));
    });
  }

  sha256(text) {
    return this.perform(0, async () => base64Url(await subtle().digest("SHA-256", utf8(text))));
  }

  randomText() {
    return this.perform(0, () => base64Url(crypto.getRandomValues(new Uint8Array(32))));
  }

  /** What the store has of the session. */
  load() {
    return this.perform(STORE_MS, async (signal) => {
      const { store, key, unsaved, loaded } = this.options;
      // What could not be stored the last time, unless somebody else has been there since.
      if (unsaved !== undefined) await store.update(key, (old) => ((old ?? "") === loaded && !signal.aborted ? unsaved : old));
      const stored = String(await store.get(key) ?? "");
      if (signal.aborted) return undefined;
      this.options.unsaved = undefined;
      return this.options.loaded = stored;
    });
  }

  save(text) {
    return this.perform(STORE_MS, async (signal) => {
      const { options } = this;
      if (text !== "" && options.loaded !== undefined) options.unsaved = text;
      // What comes when its time is over could undo what has been stored since.
      await options.store.update(options.key, (old) => (signal.aborted ? old : text === "" ? undefined : text));
      if (!signal.aborted) options.unsaved = undefined;
    });
  }

  /** Waits until nobody else works on the session. */
  lock() {
    return this.perform(0, async () => {
      const { store, key } = this.options;
      this.hold(await lock(`x-mutes:${store.name}:${key}`, LOCK_MS));
    });
  }

  /** The object or the list of a JSON text that was stored. */
  parse(text) {
    return parsed(text);
  }

  /** Whether what was thrown is a failure of the package's own that passes. */
  passes(thrown) {
    return thrown instanceof XError && PASSING.includes(thrown.code);
  }

  /** Takes what one of the call's many requests has shown. */
  learnt(total, done, step) {
    this.options.learnt(total, done, step);
  }
}

containCall(ClientCall.prototype, {
  now: 0, given: "", number: 0, token: cancelled, hmacSha1: cancelled, sha256: cancelled, randomText: cancelled, load: cancelled,
  save: cancelled, lock: cancelled, parse: undefined, passes: false, learnt: undefined,
});
