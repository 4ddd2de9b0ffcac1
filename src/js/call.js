// @ts-check
import { Attempt } from "./attempt.js";
import { contain } from "./contain.js";
import { dated, revived, XError } from "./error.js";
import { deathOf } from "./guard.js";
import { SendError, SendErrorKind } from "./send-error.js";
import { Pause } from "./pause.js";
import { hear, isWorkerd, networkAdvice, requestInit } from "./runtime.js";
import { heed } from "./signals.js";

/**
 * @import { ResponseInfo } from "x-mutes"
 * @import { UndatedLimit } from "./error.js"
 * @import { Reply } from "./reply.js"
 * @import { Step } from "./step.js"
 * @import { AnyCallOptions, Instance, RustError, Sent } from "./types.d.ts"
 */

/** How many of a call's latest requests have their secrets struck out of a reply. */
const MAX_SENT = 4;

/** Rust has gone on with a promise so many microtasks after that has settled, at most. */
const TURNS = 8;

/**
 * One call of the caller's: its options, and its promise, which settles once. Rust holds it and sends with it. When `signal` aborts, it
 * is settled at once, and what Rust still does has no effect.
 *
 * @template {AnyCallOptions} [Options=AnyCallOptions]
 */
export class Call {
  #resolve;
  #reject;
  /** @type {Instance | undefined} */
  #instance;
  /** What Rust awaits. @type {Step<any> | undefined} */
  #underWay;
  /** Ends the heeding of the signal. */
  #unheed = () => {};
  /** Of the latest request. */
  #url = "";
  /** The latest requests, the last one first. @type {Sent[]} */
  #sent = [];

  /**
   * @param {Options} options
   * @param {(value: any) => void} resolve
   * @param {(reason: unknown) => void} reject
   */
  constructor(options, resolve, reject) {
    this.options = options;
    this.settled = false;
    this.#resolve = resolve;
    this.#reject = reject;
    if (options.signal !== undefined) this.#heed(options.signal);
  }

  /** @param {AbortSignal} signal */
  #heed(signal) {
    const onAbort = () => {
      try {
        this.abandon(signal.reason);
      } catch (thrown) {
        this.abandon(thrown);
      }
    };
    if (signal.aborted) onAbort();
    else this.#unheed = heed(signal, onAbort);
  }

  /** @param {unknown} value */
  resolve(value) {
    this.#settle(this.#resolve, value);
  }

  /** @param {unknown} reason */
  reject(reason) {
    this.#settle(this.#reject, reason);
  }

  /** @param {(value: unknown) => void} how @param {unknown} value */
  #settle(how, value) {
    if (this.settled) return;
    this.settled = true;
    how(value);
    this.#instance?.life.calls.delete(this);
    this.release?.();
    this.#unheed();
  }

  /**
   * Rejects, and ends what is under way.
   *
   * @param {unknown} reason
   */
  abandon(reason) {
    this.reject(reason);
    this.#underWay?.cancel();
  }

  /**
   * Holds a lock until the call is settled.
   *
   * @param {() => void} release
   */
  hold(release) {
    if (this.settled) release();
    else this.release = release;
  }

  /**
   * Calls a function of Rust's, and settles as its promise does, unless the instance dies before.
   *
   * @param {Instance} instance
   * @param {string} name of the function
   * @param {readonly unknown[]} given what the function takes besides the call
   */
  enter(instance, name, given) {
    if (this.settled) return;
    this.#instance = instance;
    const { functions, life } = instance;
    life.calls.add(this);
    try {
      const result = functions[name](this, ...given);
      if (!life.dead) Promise.resolve(result).then((value) => this.resolve(value), (thrown) => this.reject(thrown));
    } catch (thrown) {
      // It went through an entry further out, which is cut off as well.
      if (!life.dead) this.reject(thrown);
    }
    if (isWorkerd()) this.#look();
    else if (life.dead) this.abandon(deathOf(life));
  }

  /**
   * Looks whether the instance has died. In workerd only code of the request that made this call may settle it, so each call looks by
   * itself.
   */
  async #look() {
    // The call has entered one, or there would be no promise to look at.
    const { life } = /** @type {Instance} */ (this.#instance);
    for (let turn = 0; turn < TURNS && !life.dead; turn += 1) await undefined;
    if (life.dead) this.abandon(deathOf(life));
  }

  /**
   * Sends a request.
   *
   * @param {string} method
   * @param {string} url
   * @param {string | undefined} authorization
   * @param {string | undefined} contentType
   * @param {string | undefined} body
   * @returns {Promise<Reply>}
   */
  send(method, url, authorization, contentType, body) {
    if (this.settled) return cancelled();
    const { fetch, headers, credentials = "omit", timeoutMs = 0 } = this.options;
    const usesCallerFetch = fetch !== undefined;
    this.#url = url;
    /** @param {AbortSignal} signal */
    const send = (signal) => {
      const all = allHeaders(headers, authorization, contentType, usesCallerFetch);
      // The platform's own is looked up at the call.
      return (fetch ?? globalThis.fetch)(url, requestInit(method, all, body, credentials, signal));
    };
    // A secret of an earlier attempt may be echoed, too.
    this.#sent = [{ authorization, body, headers }, ...this.#sent].slice(0, MAX_SENT);
    return this.waitFor(new Attempt(timeoutMs, this.#sent, send, usesCallerFetch));
  }

  /**
   * Lets time pass. Does not reject.
   *
   * @param {number} milliseconds
   */
  async wait(milliseconds) {
    if (!this.settled) await this.waitFor(new Pause(milliseconds));
  }

  /**
   * Gives the promise of a step, for Rust to await. The step is cancelled when the call is abandoned.
   *
   * @template T
   * @param {Step<T>} step
   */
  waitFor(step) {
    this.#underWay = step;
    // The caller's own function may have aborted.
    if (this.settled) step.cancel();
    const look = () => this.#look();
    if (isWorkerd()) step.promise.then(look, look);
    return step.promise;
  }

  /**
   * An XError as Rust describes it.
   *
   * @param {RustError} fields
   * @param {object[] | undefined} errors X's
   * @param {unknown} cause
   */
  error(fields, errors, cause) {
    const error = revived({ ...fields, errors }, cause === undefined ? undefined : { cause });
    if (error.code === "network") error.message += `: ${networkAdvice(this.#url)}`;
    return error;
  }

  now() {
    return Date.now();
  }

  random() {
    return Math.random() * 2 ** 32;
  }

  /** True if the caller gave `onResponse`. */
  listens() {
    return this.options.onResponse !== undefined;
  }

  /**
   * Tells the caller of a response. What the caller throws is reported, as an event listener's would be.
   *
   * @param {ResponseInfo & { rateLimits: UndatedLimit[] }} info
   */
  responded(info) {
    hear(this.options.onResponse, { ...info, rateLimits: info.rateLimits.map(dated) });
  }
}

/**
 * Contains the methods of a Call that Rust calls: one that throws ends this call, and none beside it. The message does not repeat what
 * was thrown, which may have a secret in its words.
 *
 * @template {Call<any>} T
 * @param {T} prototype
 * @param {Parameters<typeof contain<T>>[1]} fallbacks
 */
export function containCall(prototype, fallbacks) {
  contain(prototype, fallbacks, function ended(name, thrown) {
    const what = thrown instanceof Error ? thrown.name : typeof thrown;
    this.abandon(new XError("internal", `x-mutes failed inside (${name}: ${what}); please report it; the next call works`));
  });
}

/** What a method that promises gives when it throws, and what a call that is settled gives for each request. */
export const cancelled = () => Promise.reject(new SendError(SendErrorKind.cancelled));

containCall(Call.prototype, { send: cancelled, error: undefined, now: 0, random: 0, listens: false, responded: undefined });

/**
 * Merges the caller's headers with the request's own. A caller's fetch gets Headers; for the platform's a record is faster.
 *
 * @param {Headers | undefined} given
 * @param {string | undefined} authorization
 * @param {string | undefined} contentType
 * @param {boolean} usesCallerFetch
 */
function allHeaders(given, authorization, contentType, usesCallerFetch) {
  const own = /** @type {Record<string, string>} */ (/** @type {unknown} */ ({ __proto__: null }));
  if (authorization !== undefined) own.authorization = authorization;
  if (contentType !== undefined) own["content-type"] = contentType;
  if (given === undefined && !usesCallerFetch) return own;
  const all = new Headers(given);
  for (const [name, value] of Object.entries(own)) all.set(name, value);
  return all;
}
