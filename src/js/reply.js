// @ts-check
import { contain } from "./contain.js";
import { withLiterals } from "./json-literals.js";
import { member } from "./own.js";
import { parsed } from "./parsed.js";
import { redact, secretsOf } from "./secrets.js";

/** @import { Secret, Sent } from "./types.d.ts" */

/** No header is kept beyond this, in UTF-16 units: X's are of a few dozen. */
const MAX_HEADER = 1024;

/** The longest body that is read as a problem, in UTF-16 units: X's are of a few hundred. */
const MAX_PROBLEM = 64 * 1024;

/** How much of a longer body or header is looked at, in UTF-16 units: a secret at the end of what is kept of it is whole. */
const MAX_START = 8 * 1024;

/** At most 15 digits, also as proxies make of them: repeated (`50, 50`), and with `.0` behind. */
const WHOLE_NUMBER = /^(\d{1,15})(?:\.0+)?(?:, *\1(?:\.0+)?)*$/;

/** A date as servers must write it (RFC 9110, 5.6.7), also repeated. Of other texts each engine makes other dates. */
const HTTP_DATE = /^([A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT)(?:, *\1)*$/;

/** Numbers of up to so many characters, sign and point and exponent included, are exact as doubles. */
const MAX_SAFE = 15;

/** A response with its body as text. Rust reads it; its methods do not throw. */
export class Reply {
  #response;
  #text;
  #sent;
  /** Of `#sent`, once they are needed. @type {Secret[] | undefined} */
  #secrets;

  /**
   * @param {number} status HTTP's
   * @param {Response | undefined} response for its headers
   * @param {string} text the body
   * @param {Sent[]} sent the requests whose secrets are struck out
   */
  constructor(status, response, text, sent) {
    this.status = status;
    this.#response = response;
    this.#text = text;
    this.#sent = sent;
  }

  /**
   * A header, without the secrets that were sent; undefined if there is none or it cannot be read.
   *
   * @param {string} name
   */
  header(name) {
    const value = this.#get(name);
    return value === undefined ? undefined : this.redacted(value.slice(0, MAX_START)).slice(0, MAX_HEADER);
  }

  /**
   * The number of a header; undefined if it is not a whole number.
   *
   * @param {string} name
   */
  number(name) {
    const [, digits] = WHOLE_NUMBER.exec(this.#get(name) ?? "") ?? [];
    return digits === undefined ? undefined : Number(digits);
  }

  /**
   * The time of a header, in milliseconds since the epoch; 0 if it is not a date.
   *
   * @param {string} name
   */
  date(name) {
    const [, date] = HTTP_DATE.exec(this.#get(name) ?? "") ?? [];
    return date === undefined ? 0 : Date.parse(date) || 0;
  }

  /**
   * @param {string} name
   * @returns {string | undefined}
   */
  #get(name) {
    const value = member(this.#response, "headers")?.get(name);
    return typeof value === "string" ? value : undefined;
  }

  /** The body as JSON, untouched; undefined if it is no object or list. */
  json() {
    return parsed(this.#text);
  }

  /**
   * The body as JSON that an error may keep: without the secrets that were sent, and with long numbers as strings of their digits.
   * Undefined if it is no object or list, or too long.
   */
  problem() {
    if (this.#text.length > MAX_PROBLEM) return undefined;
    const json = parsed(this.#text);
    if (json === undefined) return undefined;
    const kept = withLiterals(this.redacted(this.#text), () => undefined, (digits) => (digits.length > MAX_SAFE ? digits : undefined));
    return kept === this.#text ? json : parsed(kept);
  }

  /** The start of the body, without the secrets that were sent. */
  start() {
    return this.redacted(this.#text.slice(0, MAX_START));
  }

  /**
   * A text without the secrets that were sent.
   *
   * @param {string} text
   */
  redacted(text) {
    this.#secrets ??= secretsOf(this.#sent);
    return redact(text, this.#secrets);
  }

  /**
   * The object or the list of a JSON text that Rust has written.
   *
   * @param {string} text
   */
  parse(text) {
    return parsed(text);
  }
}

contain(Reply.prototype, {
  header: undefined, number: undefined, date: 0, json: undefined, problem: undefined, start: "", redacted: "", parse: undefined,
});
