import { Attempt } from "./attempt.js";
import { contain } from "./contain.js";
import { dated, revived, XError } from "./error.js";
import { deathOf } from "./guard.js";
import { SendError, SendErrorKind } from "./send-error.js";
import { Pause } from "./pause.js";
import { hear, isWorkerd, networkAdvice, report, requestInit } from "./runtime.js";

/** How many of a call's latest requests have their secrets struck out of a reply. */
const MAX_SENT = 4;

/** How many microtasks after a promise has settled Rust has gone on with it, at most. */
const TURNS = 8;

/**
 * One call of the caller's: what was given with it, and its promise, which settles once. Rust holds it and sends with it. Once
 * `signal` has aborted, it is settled, and whatever Rust still does is for nobody.
 */
export class Call {
  #resolve;
  #reject;
  #instance;
  #underWay;
  #onAbort;
  #url;
  #sent = [];

  /** @param {object} options as readOptions() gives them */
  constructor(options, resolve, reject) {
    this.options = options;
    this.settled = false;
    this.#resolve = resolve;
    this.#reject = reject;
    if (options.signal !== undefined) this.#heed(options.signal);
  }

  #heed(signal) {
    this.#onAbort = () => {
      try {
        this.abandon(signal.reason);
      } catch (thrown) {
        this.abandon(thrown);
      }
    };
    if (signal.aborted) this.#onAbort();
    else signal.addEventListener("abort", this.#onAbort);
  }

  resolve(value) {
    this.#settle(this.#resolve, value);
  }

  reject(reason) {
    this.#settle(this.#reject, reason);
  }

  #settle(how, value) {
    if (this.settled) return;
    this.settled = true;
    how(value);
    this.#instance?.life.calls.delete(this);
    this.release?.();
    try {
      this.options.signal?.removeEventListener("abort", this.#onAbort);
    } catch (thrown) {
      report(thrown);
    }
  }

  /** Rejects, and ends what is under way. */
  abandon(reason) {
    this.reject(reason);
    this.#underWay?.cancel();
  }

  /** Holds a lock until the call is settled. */
  hold(release) {
    if (this.settled) release();
    else this.release = release;
  }

  /** Calls a function of Rust's, and settles as what that gives, unless the instance dies before. */
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

  /** In workerd nobody but the request that made it may settle this call: there it looks by itself whether the instance has died. */
  async #look() {
    const { life } = this.#instance;
    for (let turn = 0; turn < TURNS && !life.dead; turn += 1) await undefined;
    if (life.dead) this.abandon(deathOf(life));
  }

  /** Sends a request; gives a promise of a Reply. */
  send(method, url, authorization, contentType, body) {
    if (this.settled) return cancelled();
    const { fetch, headers, credentials = "omit", timeoutMs } = this.options;
    const usesCallerFetch = fetch !== undefined;
    this.#url = url;
    // The platform's own is looked up at the call.
    const send = (signal) => {
      const all = allHeaders(headers, authorization, contentType, usesCallerFetch);
      return (fetch ?? globalThis.fetch)(url, requestInit(method, all, body, credentials, signal));
    };
    // A secret of an earlier attempt may be echoed, too.
    this.#sent = [{ authorization, body, headers }, ...this.#sent].slice(0, MAX_SENT);
    return this.waitFor(new Attempt(timeoutMs, this.#sent, send, usesCallerFetch));
  }

  /** Lets time pass; gives a promise that does not reject. */
  async wait(milliseconds) {
    if (!this.settled) await this.waitFor(new Pause(milliseconds));
  }

  /** Gives the promise of a step, for Rust to await. */
  waitFor(step) {
    this.#underWay = step;
    // The caller's own function may have aborted.
    if (this.settled) step.cancel();
    if (isWorkerd()) step.promise.then(() => this.#look(), () => this.#look());
    return step.promise;
  }

  /** @param {object} fields an XError's but for X's errors, as Rust describes it, with times in milliseconds */
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

  /** Tells the caller of a response. What the caller throws is reported, as an event listener's would be. */
  responded(info) {
    hear(this.options.onResponse, { ...info, rateLimits: info.rateLimits.map(dated) });
  }
}

/**
 * Contains what Rust calls of a Call: one that fails ends this call, and none beside it. What was thrown may have a secret in its
 * words.
 */
export function containCall(prototype, called) {
  contain(prototype, called, function ended(name, thrown) {
    const what = thrown instanceof Error ? thrown.name : typeof thrown;
    this.abandon(new XError("internal", `x-mutes failed inside (${name}: ${what}); please report it; the next call works`));
  });
}

/** What a promise of a Call that failed gives Rust. */
export const cancelled = () => Promise.reject(new SendError(SendErrorKind.cancelled));

containCall(Call.prototype, { send: cancelled, error: undefined, now: 0, random: 0, listens: false, responded: undefined });

/** Merges the caller's headers with the request's own. A caller's fetch gets Headers; for the platform's a record is faster. */
function allHeaders(given, authorization, contentType, usesCallerFetch) {
  const own = { __proto__: null };
  if (authorization !== undefined) own.authorization = authorization;
  if (contentType !== undefined) own["content-type"] = contentType;
  if (given === undefined && !usesCallerFetch) return own;
  const all = new Headers(given);
  for (const [name, value] of Object.entries(own)) all.set(name, value);
  return all;
}
