// @ts-check
import { define, hasMember, member, members } from "./own.js";

/**
 * @import { RateLimit, XErrorCode } from "x-mutes"
 * @import { ErrorFields } from "./types.d.ts"
 */

/** @typedef {Omit<RateLimit, "resetAt"> & { resetAt: number | Date }} UndatedLimit with its time in milliseconds, or as a Date */

/** What is known of a failure besides its code and message. Each is defined only if it is known. */
const DETAILS = /** @type {const} */ ([
  "endpoint", "status", "title", "detail", "type", "reason", "errors", "rateLimit", "retryAt", "transactionId", "body",
  "attempts", "nextToken",
]);

/** @typedef {new (message: string, options?: ErrorOptions) => Error & ErrorFields & { name: "XError" }} Base an Error with what the constructor below defines */

/** The one error class of the package. */
export class XError extends /** @type {Base} */ (/** @type {unknown} */ (Error)) {
  /**
   * @param {XErrorCode} code
   * @param {string} message
   * @param {object} [details] by the names of DETAILS; others are ignored
   * @param {{ cause?: unknown }} [options]
   */
  constructor(code, message, details, options) {
    super(message, hasMember(options, "cause") ? { __proto__: null, cause: options.cause } : undefined);
    define(this, "code", code);
    define(this, "attempts", 0);
    for (const [name, value] of Object.entries(members(details, DETAILS))) {
      if (value !== undefined) define(this, name, value);
    }
  }

  /** Everything but the cause, as plain data. */
  toJSON() {
    // Neither the name nor the message is enumerable.
    return { name: this.name, message: this.message, .../** @type {object} */ (this) };
  }

  /**
   * The XError that `toJSON()`, JSON or a structured clone of that came from.
   *
   * @param {unknown} json
   */
  static from(json) {
    try {
      if (member(json, "name") === "XError" && typeof member(json, "code") === "string") return revived(json);
    } catch {
      // A getter that throws: it did not come from toJSON().
    }
    throw new XError("invalid_argument", "json must be what an XError's toJSON() gave");
  }
}

// On the prototype, as the names of the platform's own errors are: no field of each error, and not enumerable.
define(XError.prototype, "name", "XError", false);

/**
 * A rate limit with its time as a Date.
 *
 * @param {UndatedLimit} rateLimit
 * @returns {RateLimit}
 */
export function dated(rateLimit) {
  return { ...rateLimit, resetAt: new Date(rateLimit.resetAt) };
}

/**
 * The XError with these fields. Their times are in milliseconds, or Dates.
 *
 * @param {unknown} fields
 * @param {{ cause?: unknown }} [options]
 */
export function revived(fields, options) {
  /** @type {Record<string, unknown>} */
  const { code, message, rateLimit, ...details } = members(fields, ["code", "message", ...DETAILS]);
  // Of what is no time, Date makes an invalid one.
  if (details.retryAt !== undefined) details.retryAt = new Date(/** @type {number | Date} */ (details.retryAt));
  if (typeof rateLimit === "object" && rateLimit !== null) details.rateLimit = dated(/** @type {UndatedLimit} */ (rateLimit));
  return new XError(/** @type {XErrorCode} */ (String(code)), String(message), details, options);
}
