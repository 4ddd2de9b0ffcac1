import { XError } from "./error.js";

/** The codes of failures that pass. */
const PASSING = ["network", "timeout", "server_error", "rate_limited"];

/** Why there is no response, in place of its status. The numbers are those of src/web/call.rs. */
export const LOST = { network: 1, timeout: 2, tooLarge: 3, notAResponse: 4, cancelled: 5 };

/** What X hands out, should it come in an answer that is not what it promises. */
const TOKENS = /("(?:access|refresh)_token"\s*:\s*")[^"]+/g;

/** The fields of a form that are secrets, in either direction. */
const SECRET_FIELDS = ["code", "code_verifier", "refresh_token", "token"];

/** No secret is shorter; what is would strike out words. */
const MIN_SECRET = 8;

/** A response with its body as text, or why there is none. Rust reads it; nothing of it throws. */
export class Answer {
  #response;
  #text;
  #sent;
  #secrets;
  #json;

  /**
   * @param {number} status HTTP's, or one of LOST
   * @param {Response} [response] whose headers may be asked for
   * @param {{ authorization: string, body: string }} [sent] what went out: the secrets in it are not to come back
   */
  constructor(status, response, text, sent) {
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

  /** A header; undefined where there is none or it cannot be read. */
  header(name) {
    try {
      const value = this.#response.headers.get(name);
      return typeof value === "string" ? this.#struck(value) : undefined;
    } catch {
      return undefined;
    }
  }

  /** A header that is a date, in milliseconds since the epoch; 0 where it is none. */
  date(name) {
    return Date.parse(this.header(name)) || 0;
  }

  /** The body, or as much of it as `max` UTF-16 units hold. */
  text(max) {
    return this.#struck(this.#text).replace(TOKENS, "$1[token]").slice(0, max);
  }

  /** Without the secrets, should somebody on the way have echoed them, their characters escaped as JSON's may be or not. */
  #struck(text) {
    this.#secrets ??= this.#sent === undefined ? [] : secretsOf(this.#sent);
    return this.#secrets.reduce((text, secret) => {
      const pattern = secret.replace(/./g, (char) => `(\\\\?[${char}]|\\\\u00${char.charCodeAt(0).toString(16)})`);
      return text.replace(new RegExp(pattern, "gi"), "[token]");
    }, text);
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
    const value = this.json?.data?.muting;
    return typeof value === "boolean" ? Number(value) : -1;
  }

  /** The string at the top of the JSON. */
  field(name) {
    const value = this.json?.[name];
    return typeof value === "string" ? value : undefined;
  }

  /** The whole number at the top of the JSON; -1 where it is none. */
  whole(name) {
    const value = this.json?.[name];
    return Number.isSafeInteger(value) ? value : -1;
  }
}

function secretsOf({ authorization, body }) {
  const form = new URLSearchParams(body.startsWith("{") ? "" : body);
  // What stands in quotes is OAuth 1.0a's.
  return [...authorization.split(/[ "]/).slice(1), ...SECRET_FIELDS.map((name) => form.get(name) ?? "")]
    .filter(({ length }) => length >= MIN_SECRET);
}
