import { contain } from "./contain.js";
import { XError } from "./error.js";
import { member, ownMember } from "./own.js";
import { redact, secretsOf } from "./secrets.js";

/** The codes of failures that pass. */
const PASSING = ["network", "timeout", "server_error", "rate_limited"];

/** Why there is no response, in place of its status. The numbers are those of src/web/call.rs. */
export const LOST = { network: 1, timeout: 2, tooLarge: 3, notAResponse: 4, cancelled: 5 };

/** No header is read beyond this, in UTF-16 units: X's are of a few dozen. */
const MAX_HEADER = 1024;

/** A response with its body as text, or why there is none. Rust reads it; nothing of it throws. */
export class Answer {
  /** What the platform or the caller threw, where there is no response. */
  thrown = undefined;
  #response;
  #text;
  #sent;
  #secrets;
  #json;

  /**
   * @param {number} status HTTP's, or one of LOST
   * @param {Response} [response] whose headers may be asked for
   * @param {{ authorization: string, body: string, headers?: Headers }[]} [sent] what went out: the secrets in it are not to come back
   */
  constructor(status, response, text = "", sent) {
    this.status = status;
    this.#response = response;
    this.#text = text;
    this.#sent = sent;
  }

  /** What a task of the platform's has given. */
  static text(text) {
    return new Answer(200, undefined, text);
  }

  /** Whether what was thrown is a failure of the package's own that passes. */
  passes() {
    return this.thrown instanceof XError && PASSING.includes(this.thrown.code);
  }

  /** A header, without the secrets that were sent; undefined where there is none or it cannot be read. */
  header(name) {
    const value = member(this.#response, "headers")?.get(name);
    return typeof value === "string" ? this.redacted(value.slice(0, MAX_HEADER)) : undefined;
  }

  /** A header that is a date, in milliseconds since the epoch; 0 where it is none. */
  date(name) {
    return Date.parse(this.header(name)) || 0;
  }

  /** The body, or as much of it as `max` UTF-16 units hold. */
  text(max) {
    return this.#text.slice(0, max);
  }

  /** A text without the secrets that were sent. */
  redacted(text) {
    this.#secrets ??= this.#sent === undefined ? [] : secretsOf(this.#sent);
    return redact(text, this.#secrets);
  }

  /** The body as JSON; undefined where it is none. */
  get json() {
    try {
      return this.#json ??= JSON.parse(this.#text);
    } catch {
      return undefined;
    }
  }

  /**
   * The boolean at `data.muting` of the JSON as 1 or 0; -1 where it is none. Its name stands here, for in a mute of WebKit's it
   * took 2 µs to come over.
   */
  muting() {
    const value = ownMember(ownMember(this.json, "data"), "muting");
    return typeof value === "boolean" ? Number(value) : -1;
  }

  /** The string at the top of the JSON. */
  field(name) {
    const value = ownMember(this.json, name);
    return typeof value === "string" ? value : undefined;
  }

  /** The whole number at the top of the JSON; -1 where it is none. */
  whole(name) {
    const value = ownMember(this.json, name);
    return Number.isSafeInteger(value) ? value : -1;
  }
}

contain(Answer.prototype, { passes: 0, header: undefined, date: 0, text: "", redacted: "", muting: -1, field: undefined, whole: -1 });
