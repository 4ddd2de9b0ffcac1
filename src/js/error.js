import { define, hasMember, member, members } from "./own.js";

/** What is known of a failure besides its code and message; each is there only where it is known. */
const DETAILS = [
  "endpoint", "status", "title", "detail", "type", "reason", "errors", "rateLimit", "retryAt", "transactionId", "body",
  "attempts", "nextToken",
];

/** The one error class of the package. */
export class XError extends Error {
  /**
   * @param {string} code one of index.d.ts's XErrorCode
   * @param {string} message
   * @param {object} [details]
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
    return { name: this.name, message: this.message, ...this };
  }

  /** The XError that `toJSON()`, JSON or a structured clone of that came from. */
  static from(json) {
    try {
      if (member(json, "name") === "XError" && typeof member(json, "code") === "string") return revived(json);
    } catch {
      // What cannot be read is not what toJSON() gave.
    }
    throw new XError("invalid_argument", "json must be what an XError's toJSON() gave");
  }
}

// On the prototype, as the names of the platform's own errors are: not a field of each error, and not enumerable.
define(XError.prototype, "name", "XError", false);

/** A rate limit whose time is a Date. */
export function dated(rateLimit) {
  return { ...rateLimit, resetAt: new Date(rateLimit.resetAt) };
}

/**
 * The XError of its own fields, with times in milliseconds or as Dates.
 *
 * @param {{ cause?: unknown }} [options]
 */
export function revived(fields, options) {
  const { code, message, rateLimit, ...details } = members(fields, ["code", "message", ...DETAILS]);
  if (details.retryAt !== undefined) details.retryAt = new Date(details.retryAt);
  if (typeof rateLimit === "object" && rateLimit !== null) details.rateLimit = dated(rateLimit);
  return new XError(String(code), String(message), details, options);
}
