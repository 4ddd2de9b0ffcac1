// Strikes the secrets that were sent out of what came back, should anybody on the way have echoed them.

/** How often what an escape stands for is read as an escape again, and JSON's strings are read as JSON again. */
const DEEPEST = 8;
const MAX_NESTING = 3;

/** What stands in a secret's place. */
const STRUCK = "[token]";

/** Shorter texts are no secrets, and would strike out words. */
const MIN_SECRET = 8;

/** The fields of a form that are secrets. */
const SECRET_FIELDS = ["code", "code_verifier", "refresh_token", "token", "client_secret"];

/** What is left out when texts are compared: white space, control characters, marks nobody sees, and `+`, a space in forms. */
const IGNORED = /[\0- +\x7f\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/;

/** The longest escape below, in UTF-16 units, and the characters that may end one. */
const LONGEST_ESCAPE = 12;
const ENDS = /[\da-f;}]/;

/** Each escape, at the end of a text in lower case, and the characters that it stands for; undefined where it is none. */
const ESCAPES = [
  [/%([0-7][\da-f])$/, fromHex],
  [/(%[cd][\da-f]%[89ab][\da-f])$/, fromUri],
  [/(%e[\da-f](?:%[89ab][\da-f]){2})$/, fromUri],
  [/(%f[0-7](?:%[89ab][\da-f]){3})$/, fromUri],
  [/\\u([\da-f]{4})$/, fromHex],
  [/\\u\{([\da-f]{1,6})\}$/, fromHex],
  [/\\x([\da-f]{2})$/, fromHex],
  [/&#x([\da-f]{1,6});$/, fromHex],
  [/&#(\d{1,7});$/, (digits) => fromCode(Number(digits))],
  [/&([a-z]{2,6});$/, (name) => ENTITIES.get(name)],
];

const ENTITIES = new Map([
  ["amp", "&"], ["lt", "<"], ["gt", ">"], ["quot", '"'], ["apos", "'"], ["sol", "/"], ["bsol", "\\"], ["equals", "="],
  ["plus", "+"], ["percnt", "%"], ["period", "."], ["lowbar", "_"], ["colon", ":"], ["comma", ","], ["excl", "!"],
  ["num", "#"], ["dollar", "$"], ["ast", "*"], ["tilde", "~"], ["commat", "@"], ["semi", ";"], ["quest", "?"],
]);

/**
 * The secrets in what was sent, ready to be looked for: the Authorization header, the fields of a form, and the headers that
 * are the caller's own.
 *
 * @param {{ authorization: string, body: string, headers?: Headers }} sent
 */
export function secretsOf({ authorization, body, headers }) {
  const form = new URLSearchParams(body.startsWith("{") ? "" : body);
  return [
    // What stands in quotes is OAuth 1.0a's.
    ...authorization.split(/[ "]/).slice(1),
    ...clientSecret(authorization),
    ...SECRET_FIELDS.map((name) => form.get(name) ?? ""),
    ...headers?.values() ?? [],
  ].filter(({ length }) => length >= MIN_SECRET).map(wantedOf);
}

/** A secret as it is looked for: as it is meant, and as it is written. */
export function wantedOf(secret) {
  const [meant, written] = [Reading.asMeant(secret), new Reading(secret)].map(({ chars }) => ({ chars, borders: bordersOf(chars) }));
  return { meant, written };
}

/** The client secret in HTTP Basic credentials (RFC 6749, 2.3.1). */
function clientSecret(authorization) {
  if (!authorization.startsWith("Basic ")) return [];
  const [, secret = ""] = atob(authorization.slice("Basic ".length)).split(":");
  return [secret];
}

/**
 * A text without these secrets, however they are spelled in it: as in URLs, forms, JSON, JavaScript or HTML, and one spelling
 * within another; nor with the beginning of a secret that the text breaks off in. Takes time linear in the text.
 *
 * @param {object[]} secrets as secretsOf() gives them
 * @param {number} [nesting] so deep JSON within JSON is read as such
 */
export function redact(text, secrets, nesting = MAX_NESTING) {
  if (secrets.length === 0 || text.length < MIN_SECRET) return text;
  const outer = nesting === 0 ? text : withStrings(text, (string) => redact(string, secrets, nesting - 1));
  return strike(outer, secrets);
}

/** A text whose strings, as JSON has them, are changed by `change`; what is no JSON stays as it is. */
function withStrings(text, change) {
  let changed = "";
  let at = 0;
  for (let start = text.indexOf('"'); start >= 0; start = text.indexOf('"', at)) {
    const end = endOfString(text, start);
    const literal = text.slice(start, end);
    const string = stringOf(literal);
    const other = string === undefined ? undefined : change(string);
    changed += text.slice(at, start) + (other === string ? literal : JSON.stringify(other));
    at = end;
  }
  return changed + text.slice(at);
}

/** After the quotation mark that ends the string which begins here. */
function endOfString(text, start) {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function stringOf(literal) {
  try {
    return JSON.parse(literal);
  } catch {
    return undefined;
  }
}

/** A text with what it has of these secrets struck out. */
function strike(text, secrets) {
  const meant = Reading.asMeant(text);
  // What stands before a secret may make its first characters an escape.
  const written = new Reading(text);
  const found = secrets.flatMap((secret) => [...meant.find(secret.meant), ...written.find(secret.written)]);
  let kept = "";
  let at = 0;
  for (const [start, end] of found.sort(([one], [other]) => one - other)) {
    if (start >= at) kept += text.slice(at, start) + STRUCK;
    at = Math.max(at, end);
  }
  return kept + text.slice(at);
}

/** The characters of a text in lower case, each with where it begins and ends in the text. */
class Reading {
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
    if (ENDS.test(char)) this.#decodeEnd(end);
  }

  /** Puts what it stands for in the place of an escape at the end, which may be the end of another escape then. */
  #decodeEnd(end) {
    const tail = this.chars.slice(-LONGEST_ESCAPE).join("");
    for (const [pattern, meaning] of ESCAPES) {
      const match = pattern.exec(tail);
      const meant = match === null ? undefined : meaning(match[1]);
      if (meant === undefined) continue;
      const first = this.chars.length - match[0].length;
      const start = this.#starts[first];
      for (const list of [this.chars, this.#starts, this.#ends]) list.length = first;
      for (let at = 0; at < meant.length; at += 1) this.#take(meant.charAt(at).toLowerCase(), start, end);
      return;
    }
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

  /** Where these characters are, and where the text ends in the first of them (Knuth, Morris and Pratt's search). */
  find({ chars: wanted, borders }) {
    if (wanted.length === 0) return [];
    const found = [];
    let matched = 0;
    const range = (last) => [this.#starts[last + 1 - matched], this.#ends[last]];
    for (const [at, char] of this.chars.entries()) {
      while (matched > 0 && wanted[matched] !== char) matched = borders[matched - 1];
      if (wanted[matched] === char) matched += 1;
      if (matched === wanted.length) {
        found.push(range(at));
        matched = borders[matched - 1];
      }
    }
    if (matched >= MIN_SECRET) found.push(range(this.chars.length - 1));
    return found;
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
