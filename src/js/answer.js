/** Why there is no response, in place of its status. The numbers are those of src/web/call.rs. */
export const LOST = { network: 1, timeout: 2, tooLarge: 3, notAResponse: 4 };

/** A response with its body as text, or why there is none. Rust reads it; nothing of it throws. */
export class Answer {
  #headers;
  #text;
  #json;

  /** @param {number} status HTTP's, or one of LOST */
  constructor(status, headers, text) {
    this.status = status;
    this.#headers = headers;
    this.#text = text;
  }

  static lost(why, thrown) {
    const answer = new Answer(why);
    answer.thrown = thrown;
    return answer;
  }

  /** A header; undefined where there is none or it cannot be read. */
  header(name) {
    try {
      return this.#headers.get(name) ?? undefined;
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
    return this.#text.slice(0, max);
  }

  /** The body as JSON; undefined where it is none. */
  get json() {
    try {
      return this.#json ??= JSON.parse(this.#text);
    } catch {
      return undefined;
    }
  }

  /** The boolean at `outer.inner` of the JSON. */
  flag(outer, inner) {
    const value = this.json?.[outer]?.[inner];
    return typeof value === "boolean" ? value : undefined;
  }
}
