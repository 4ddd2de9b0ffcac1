// @ts-check
import { Call, cancelled, containCall } from "../call.js";
import { contain } from "../contain.js";
import { XError } from "../error.js";
import { SendErrorKind } from "../send-error.js";
import { invalid, kindOf } from "../options.js";
import { parsed } from "../parsed.js";
import { Pause } from "../pause.js";
import { Reply } from "../reply.js";
import { Step } from "../step.js";
import { STORE_MS } from "../waiting.js";
import { accounts } from "./accounts.js";
import { ClockPause } from "./clock.js";
import { base64, base64Url, subtle, utf8 } from "./crypto.js";
import { lock } from "./lock.js";
import { wordsOf } from "./stores/words.js";
import { Turns } from "./turns.js";

/**
 * @import { RustError } from "../types.d.ts"
 * @import { ClientCallOptions, PlanCall, PlanCounts, PlanHead, ReadAuth, SessionCall } from "./types.d.ts"
 */

/** How long to wait for a session's lock, in milliseconds: as long as the refresh of its holder may take. */
const LOCK_MS = 30_000;

/** The shortest wait that the caller is told of, in milliseconds. */
const LONG_MS = 1000;

/** The codes of failures that may pass by themselves. @type {string[]} */
const PASSING = ["network", "timeout", "server_error", "rate_limited"];

/**
 * A call of the complete module. Rust reads its options, and has it do what only the platform can. Where a method casts the options, only
 * calls that were given those enter a function of Rust's that calls it.
 *
 * @extends {Call<ClientCallOptions>}
 */
export class ClientCall extends Call {
  #turns = new Turns();

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

  /**
   * An XError as Rust describes it, with what the store says if that has failed.
   *
   * @param {RustError} fields
   * @param {object[] | undefined} errors X's
   * @param {unknown} cause
   */
  error(fields, errors, cause) {
    const error = super.error(fields, errors, cause);
    if (error.code === "storage") error.message += wordsOf(cause);
    return error;
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

  /**
   * Lets time pass by the client's clock, and tells the caller of a long wait. Does not reject.
   *
   * @param {number} milliseconds
   */
  async wait(milliseconds) {
    const { clock, onWait } = this.options;
    if (milliseconds >= LONG_MS) onWait?.(this.now() + milliseconds);
    if (this.settled) return;
    const pause = this.options.rest = clock === undefined ? new Pause(milliseconds) : new ClockPause(milliseconds, clock);
    await this.waitFor(pause).catch(({ thrown }) => this.reject(thrown));
  }

  /**
   * Gives a promise of what `work` gives, or of "" if it gives nothing.
   *
   * @protected
   * @param {number} limitMs in milliseconds; 0 for none
   * @param {(signal: AbortSignal) => string | boolean | undefined | Promise<string | boolean | undefined | void>} work
   */
  perform(limitMs, work) {
    /** @type {Step<string | boolean>} */
    const step = new Step(limitMs);
    const begin = async () => work(step.controller.signal);
    begin().then((given) => step.end(given ?? ""), (thrown) => step.lost(SendErrorKind.failed, thrown));
    return this.waitFor(step);
  }

  /**
   * Asks the caller for a token.
   *
   * @param {string | undefined} rejectedToken one that X has refused
   */
  token(rejectedToken) {
    const { auth, timeoutMs } = /** @type {{ auth: Required<ReadAuth>, timeoutMs: number }} */ (this.options);
    return this.perform(timeoutMs, async (signal) => {
      const why = rejectedToken === undefined ? { __proto__: null, signal } : { __proto__: null, rejectedToken, signal };
      const token = await auth.ask(why);
      if (typeof token === "string") return token;
      throw invalid(`auth must give a token as a string; it gave ${kindOf(token)}`);
    });
  }

  /** @param {string} key @param {string} text */
  hmacSha1(key, text) {
    return this.perform(0, async () => {
      const algorithm = { __proto__: null, name: "HMAC", hash: "SHA-1" };
      const imported = await subtle().importKey("raw", utf8(key), algorithm, false, ["sign"]);
      return base64(await subtle().sign("HMAC", imported, utf8(text)));
    });
  }

  /** @param {string} text */
  sha256(text) {
    return this.perform(0, async () => base64Url(await subtle().digest("SHA-256", utf8(text))));
  }

  randomText() {
    return this.perform(0, () => base64Url(crypto.getRandomValues(new Uint8Array(32))));
  }

  /** The session's text in the store; empty if it has none. */
  load() {
    return this.perform(STORE_MS, async (signal) => {
      const options = /** @type {SessionCall} */ (this.options);
      const { store, key, unsaved, loaded } = options;
      // Stores what the store did not take the last time, unless another context has written since.
      if (unsaved !== undefined) await store.update(key, (old) => ((old ?? "") === loaded && !signal.aborted ? unsaved : old));
      const stored = String(await store.get(key) ?? "");
      if (signal.aborted) return undefined;
      options.unsaved = undefined;
      return options.loaded = stored;
    });
  }

  /**
   * Stores the session's text, or deletes it if that is empty.
   *
   * @param {string} text
   */
  save(text) {
    return this.perform(STORE_MS, async (signal) => {
      const options = /** @type {SessionCall} */ (this.options);
      if (text !== "" && options.loaded !== undefined) options.unsaved = text;
      // Once the time is over, this could overwrite what has been stored since.
      await options.store.update(options.key, (old) => (signal.aborted ? old : text === "" ? undefined : text));
      if (!signal.aborted) options.unsaved = undefined;
    });
  }

  /** Waits for the session's lock, and holds it until the call is settled. */
  lock() {
    return this.perform(0, async () => {
      const { store, key } = /** @type {SessionCall} */ (this.options);
      this.hold(await lock(`x-mutes:${store.name}:${key}`, LOCK_MS));
    });
  }

  /**
   * The object or the list of a JSON text that was stored.
   *
   * @param {string} text
   */
  parse(text) {
    return parsed(text);
  }

  /**
   * True for an XError of a failure that may pass by itself.
   *
   * @param {unknown} thrown
   */
  passes(thrown) {
    return thrown instanceof XError && PASSING.includes(thrown.code);
  }

  /**
   * Tells that a plan begins.
   *
   * @param {PlanHead} head
   * @param {PlanCounts} counts
   */
  planBegan(head, counts) {
    /** @type {PlanCall} */ (this.options).course.begin(head, counts);
  }

  /**
   * Tells what an answer has shown for a plan.
   *
   * @param {PlanCounts & { step: string }} progress
   */
  planProgressed(progress) {
    /** @type {PlanCall} */ (this.options).course.add(progress);
  }

  /** Lets the thread do other work, if the call has kept it for long. */
  turn() {
    return this.perform(0, () => this.#turns.next());
  }
}

containCall(ClientCall.prototype, {
  error: undefined, now: 0, token: cancelled, hmacSha1: cancelled, sha256: cancelled, randomText: cancelled, load: cancelled,
  save: cancelled, lock: cancelled, parse: undefined, passes: false, planBegan: undefined, planProgressed: undefined, turn: cancelled,
});

/** Only the complete module's Rust asks a Reply for these. */
const readers = { __proto__: null, accounts };
contain(readers, { accounts: undefined });
Object.defineProperty(Reply.prototype, "accounts", { __proto__: null, value: readers.accounts });
