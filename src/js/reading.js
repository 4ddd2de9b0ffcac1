// @ts-check
// Decodes a text with whatever escapes it is spelled, and looks for another text in it.

/** @import { Span, Wanted } from "./types.d.ts" */

/** Shorter texts are not looked for, because words may have them in them; in UTF-16 units. */
export const MIN_WANTED = 8;

/** How often the result of decoding is decoded again. */
const DEEPEST = 8;

/** Characters that are skipped when texts are compared: white space, control and invisible characters, and `+`, a space in forms. */
const IGNORED = /[\0- +\x7f\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/;

/** The longest escape below, in UTF-16 units; the characters that may end one; and an escape that a text breaks off in. */
const LONGEST_ESCAPE = 20;
const ENDS = /[\da-f;}]/;
const UNFINISHED = /(?:%u?[\da-f]{0,3}|\\[ux]?\{?[\da-f]{0,8}|&#?x?[\da-z]{0,12})$/i;

/**
 * Each kind of escape, at the end of a text in lower case, and a function from what it captures to the characters that it stands for;
 * undefined if it stands for none.
 *
 * @type {[pattern: RegExp, meaning: (captured: string) => string | undefined][]}
 */
const ESCAPES = [
  [/%([0-7][\da-f])$/, fromHex],
  [/(%[cd][\da-f]%[89ab][\da-f])$/, fromUri],
  [/(%e[\da-f](?:%[89ab][\da-f]){2})$/, fromUri],
  [/(%f[0-7](?:%[89ab][\da-f]){3})$/, fromUri],
  [/%u([\da-f]{4})$/, fromHex],
  [/\\u([\da-f]{4})$/, fromHex],
  [/\\u\{0*([\da-f]{1,6})\}$/, fromHex],
  [/\\x([\da-f]{2})$/, fromHex],
  [/&#x0*([\da-f]{1,6});$/, fromHex],
  [/&#0*(\d{1,7});$/, (digits) => fromCode(Number(digits))],
  [/&([a-z]{2,8});$/, (name) => ENTITIES.get(name)],
];

const ENTITIES = new Map([
  ["amp", "&"], ["lt", "<"], ["gt", ">"], ["quot", '"'], ["apos", "'"], ["sol", "/"], ["bsol", "\\"], ["equals", "="],
  ["plus", "+"], ["percnt", "%"], ["period", "."], ["lowbar", "_"], ["underbar", "_"], ["colon", ":"], ["comma", ","], ["excl", "!"],
  ["num", "#"], ["dollar", "$"], ["ast", "*"], ["tilde", "~"], ["commat", "@"], ["semi", ";"], ["quest", "?"],
]);

/**
 * A text without the escape that it breaks off in.
 *
 * @param {string} text
 */
export function withoutUnfinished(text) {
  return text.replace(UNFINISHED, "");
}

/** The characters of a text in lower case, each with its start and end in that text. */
export class Reading {
  /** @type {string[]} */
  chars = [];
  /** @type {number[]} */
  #starts = [];
  /** @type {number[]} */
  #ends = [];

  /** @param {string} text */
  constructor(text) {
    for (let at = 0; at < text.length; at += 1) this.#push(text.charAt(at), at, at + 1);
  }

  /**
   * A text with its escapes decoded, and the escapes in the result, until there are none; without the characters that are ignored.
   *
   * @param {string} text
   */
  static asMeant(text) {
    let reading = new Reading(text);
    for (let length = Infinity, nesting = 0; reading.chars.length < length && nesting < DEEPEST; nesting += 1) {
      length = reading.chars.length;
      reading = reading.#decoded();
    }
    return reading;
  }

  /** This text, ready to be looked for in another. @returns {Wanted} */
  get wanted() {
    return { chars: this.chars, borders: bordersOf(this.chars) };
  }

  /** @param {string} char @param {number} start @param {number} end */
  #push(char, start, end) {
    const small = char.toLowerCase();
    this.chars.push(small.length === 1 ? small : char);
    this.#starts.push(start);
    this.#ends.push(end);
  }

  #decoded() {
    const decoded = new Reading("");
    for (const [at, char] of this.chars.entries()) decoded.#take(char, this.#starts[at], this.#ends[at]);
    return decoded.#plain();
  }

  /** @param {string} char @param {number} start @param {number} end */
  #take(char, start, end) {
    if (IGNORED.test(char)) return;
    this.#push(char, start, end);
    // The decoded characters may be the end of another escape.
    while (ENDS.test(/** @type {string} */ (this.chars.at(-1))) && this.#decodeEnd(end));
  }

  /**
   * Replaces an escape at the end with the characters that it stands for; false if there is none, or if it stands for none.
   *
   * @param {number} end in the text
   */
  #decodeEnd(end) {
    const tail = this.chars.slice(-LONGEST_ESCAPE).join("");
    for (const [pattern, meaning] of ESCAPES) {
      const [escape = "", captured] = pattern.exec(tail) ?? [];
      const meant = captured === undefined ? undefined : meaning(captured);
      if (meant === undefined) continue;
      const first = this.chars.length - escape.length;
      const start = this.#starts[first];
      for (const list of [this.chars, this.#starts, this.#ends]) list.length = first;
      const kept = [...Array(meant.length).keys()].map((at) => meant.charAt(at)).filter((char) => !IGNORED.test(char));
      for (const char of kept) this.#push(char, start, end);
      return kept.length > 0;
    }
    return false;
  }

  /** The same without backslashes: each that is left escapes the character after it, which then begins at the backslash. */
  #plain() {
    const plain = new Reading("");
    /** @type {number | undefined} */
    let start;
    for (const [at, char] of this.chars.entries()) {
      start ??= this.#starts[at];
      if (char === "\\") continue;
      plain.#push(char, start, this.#ends[at]);
      start = undefined;
    }
    return plain;
  }

  /**
   * Finds a text in this one (Knuth, Morris and Pratt's search).
   *
   * @param {Wanted} wanted
   */
  find(wanted) {
    /** @type {Span[]} */
    const found = [];
    const { length } = wanted.chars;
    if (length >= MIN_WANTED) this.#search(wanted, (last) => found.push([this.#starts[last + 1 - length], this.#ends[last]]));
    return found;
  }

  /**
   * Finds the beginning of a text that this one breaks off in: its start, or nothing if it is less than half of that text.
   *
   * @param {Wanted} wanted
   */
  beginning(wanted) {
    if (wanted.chars.length < MIN_WANTED) return [];
    const matched = this.#search(wanted, () => {});
    return matched >= Math.max(MIN_WANTED, wanted.chars.length / 2) ? [this.#starts[this.chars.length - matched]] : [];
  }

  /**
   * Calls `onMatch` with the last character of each match; gives how many of the first characters wanted this text ends in.
   *
   * @param {Wanted} wanted
   * @param {(last: number) => void} onMatch
   */
  #search({ chars: wanted, borders }, onMatch) {
    let matched = 0;
    for (const [at, char] of this.chars.entries()) {
      while (matched > 0 && wanted[matched] !== char) matched = borders[matched - 1];
      if (wanted[matched] === char) matched += 1;
      if (matched === wanted.length) {
        onMatch(at);
        matched = borders[matched - 1];
      }
    }
    return matched;
  }
}

/**
 * For each beginning of a text, the length of its border: the longest shorter text that it both begins and ends with.
 *
 * @param {string[]} chars
 */
function bordersOf(chars) {
  const borders = [0];
  let length = 0;
  for (let at = 1; at < chars.length; at += 1) {
    while (length > 0 && chars[at] !== chars[length]) length = borders[length - 1];
    if (chars[at] === chars[length]) length += 1;
    borders.push(length);
  }
  return borders;
}

/** @param {string} digits */
function fromHex(digits) {
  return fromCode(Number.parseInt(digits, 16));
}

/** @param {number} code */
function fromCode(code) {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** @param {string} escapes */
function fromUri(escapes) {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return undefined;
  }
}
