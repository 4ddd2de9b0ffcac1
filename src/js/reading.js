// Reads a text as it is meant, whatever escapes it is spelled with, to look for another in it.

/** Shorter texts are not looked for: they would be found in words, in UTF-16 units. */
export const MIN_WANTED = 8;

/** How often what an escape stands for is read as an escape again. */
const DEEPEST = 8;

/** What is left out when texts are compared: white space, control characters, marks nobody sees, and `+`, a space in forms. */
const IGNORED = /[\0- +\x7f\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/;

/** The longest escape below, in UTF-16 units, the characters that may end one, and one that is not ended. */
const LONGEST_ESCAPE = 20;
const ENDS = /[\da-f;}]/;
const UNFINISHED = /(?:%u?[\da-f]{0,3}|\\[ux]?\{?[\da-f]{0,8}|&#?x?[\da-z]{0,12})$/i;

/** Each escape, at the end of a text in lower case, and the characters that it stands for; undefined where it is none. */
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

/** A text without the escape that it breaks off in. */
export function withoutUnfinished(text) {
  return text.replace(UNFINISHED, "");
}

/** The characters of a text in lower case, each with where it begins and ends in the text. */
export class Reading {
  chars = [];
  #starts = [];
  #ends = [];

  constructor(text) {
    for (let at = 0; at < text.length; at += 1) this.#push(text.charAt(at), at, at + 1);
  }

  /** Each escape as what it stands for, and that again, until there are none; without what is ignored. */
  static asMeant(text) {
    let reading = new Reading(text);
    for (let length = Infinity, nesting = 0; reading.chars.length < length && nesting < DEEPEST; nesting += 1) {
      length = reading.chars.length;
      reading = reading.#decoded();
    }
    return reading;
  }

  /** This text, ready to be looked for in another. */
  get wanted() {
    return { chars: this.chars, borders: bordersOf(this.chars) };
  }

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

  #take(char, start, end) {
    if (IGNORED.test(char)) return;
    this.#push(char, start, end);
    // What an escape stands for may be the end of another one.
    while (ENDS.test(this.chars.at(-1)) && this.#decodeEnd(end));
  }

  /** Puts what it stands for in the place of an escape at the end; gives whether there was one that stands for anything. */
  #decodeEnd(end) {
    const tail = this.chars.slice(-LONGEST_ESCAPE).join("");
    for (const [pattern, meaning] of ESCAPES) {
      const match = pattern.exec(tail);
      const meant = match === null ? undefined : meaning(match[1]);
      if (meant === undefined) continue;
      const first = this.chars.length - match[0].length;
      const start = this.#starts[first];
      for (const list of [this.chars, this.#starts, this.#ends]) list.length = first;
      const kept = [...Array(meant.length).keys()].map((at) => meant.charAt(at)).filter((char) => !IGNORED.test(char));
      for (const char of kept) this.#push(char, start, end);
      return kept.length > 0;
    }
    return false;
  }

  /** Without backslashes: each that is left escapes the character after it, which then begins where they do. */
  #plain() {
    const plain = new Reading("");
    let start;
    for (const [at, char] of this.chars.entries()) {
      start ??= this.#starts[at];
      if (char === "\\") continue;
      plain.#push(char, start, this.#ends[at]);
      start = undefined;
    }
    return plain;
  }

  /** Where these characters are (Knuth, Morris and Pratt's search). */
  find(wanted) {
    const found = [];
    const { length } = wanted.chars;
    if (length >= MIN_WANTED) this.#search(wanted, (last) => found.push([this.#starts[last + 1 - length], this.#ends[last]]));
    return found;
  }

  /** Where the first of these characters begin that this ends in; none where they are less than half of them. */
  beginning(wanted) {
    if (wanted.chars.length < MIN_WANTED) return [];
    const matched = this.#search(wanted, () => {});
    return matched >= Math.max(MIN_WANTED, wanted.chars.length / 2) ? [this.#starts[this.chars.length - matched]] : [];
  }

  /** Tells where each match ends; gives how many of the characters wanted this ends in. */
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

/** For each beginning of a text, the length of the longest text that it both begins and ends with. */
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

function fromHex(digits) {
  return fromCode(Number.parseInt(digits, 16));
}

function fromCode(code) {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

function fromUri(escapes) {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return undefined;
  }
}
