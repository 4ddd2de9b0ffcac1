// Strikes the secrets that were sent out of what came back, should anybody on the way have echoed them.

/** How often what an escape stands for is read as an escape again, and JSON's strings are read as JSON again. */
const DEEPEST = 8;
const MAX_NESTING = 3;

/** What stands in a secret's place. */
const STRUCK = "[token]";

/** Shorter texts are no secrets, and would strike out words; of the caller's own headers, more than words are short. */
const MIN_SECRET = 8;
const MIN_OF_HEADERS = 16;

/** The parameters of OAuth 1.0a's Authorization header that are secrets, or signed by them. */
const OAUTH1_SECRETS = ["oauth_consumer_key", "oauth_token", "oauth_signature"];

/** The fields of a form that are secrets. */
const SECRET_FIELDS = ["code", "code_verifier", "refresh_token", "token", "client_secret"];

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

/**
 * The secrets in what was sent, ready to be looked for: the Authorization header, the fields of a form, and the headers that
 * are the caller's own.
 *
 * @param {{ authorization: string, body: string, headers?: Headers }[]} sent
 */
export function secretsOf(sent) {
  const secrets = new Set(sent.flatMap(({ authorization, body, headers }) => [
    ...credentials(authorization),
    ...fieldsOf(body),
    ...[...headers?.values() ?? []].flatMap(partsOf).filter(({ length }) => length >= MIN_OF_HEADERS),
  ]));
  return [...secrets].map(wantedOf).filter(({ written }) => written.chars.length >= MIN_SECRET);
}

function credentials(authorization) {
  const [scheme, ...rest] = authorization.split(" ");
  if (scheme === "OAuth") return OAUTH1_SECRETS.map((name) => authorization.split(`${name}="`)[1]?.split('"')[0] ?? "");
  return [rest.join(" "), ...scheme === "Basic" ? basic(rest.join(" ")) : []];
}

/** The client's secret (RFC 6749, 2.3.1), and whatever else is behind a colon. */
function basic(encoded) {
  try {
    return atob(encoded).split(":").slice(1);
  } catch {
    return [];
  }
}

function fieldsOf(body) {
  if (body === "" || body.startsWith("{")) return [];
  const form = new URLSearchParams(body);
  return SECRET_FIELDS.map((name) => form.get(name) ?? "");
}

/** A header's value as a whole and in its parts: a cookie has some, and a scheme stands before a token. */
function partsOf(value) {
  const parts = value.split(/[\s;,="]+/);
  return [value, ...parts, ...parts.flatMap(basic)];
}

/** A secret as it is looked for: as it is meant, and as it is written. */
function wantedOf(secret) {
  const [meant, written] = [Reading.asMeant(secret), new Reading(secret)].map(({ chars }) => ({ chars, borders: bordersOf(chars) }));
  return { meant, written };
}

/**
 * A text without these secrets, however they are spelled in it: as in URLs, forms, JSON, JavaScript or HTML, and one spelling
 * within another; nor with the beginning of a secret that the text breaks off in. JSON stays JSON. Takes time linear in the text.
 *
 * @param {object[]} secrets as secretsOf() gives them
 * @param {number} [nesting] so deep JSON within JSON is read as such
 */
export function redact(text, secrets, nesting = MAX_NESTING) {
  if (secrets.length === 0 || text.length < MIN_SECRET) return text;
  if (nesting === 0) return strike(text, secrets);
  const isOfJson = isJson(text);
  const number = (digits) => (isOfJson ? strike(digits, secrets) : digits);
  const changed = withLiterals(text, (string) => redact(string, secrets, nesting - 1), number);
  return isOfJson ? changed : strike(changed, secrets);
}

function isJson(text) {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

/** A text whose strings and long numbers, as JSON has them, are changed; a number that is becomes a string. */
function withLiterals(text, changeString, changeNumber) {
  let changed = "";
  let at = 0;
  while (at < text.length) {
    const end = endOfLiteral(text, at);
    const literal = text.slice(at, end);
    if (end - at > MIN_SECRET) {
      const isString = literal.startsWith('"');
      const value = isString ? stringOf(literal) : literal;
      const other = value === undefined ? undefined : (isString ? changeString : changeNumber)(value);
      changed += other === value ? literal : JSON.stringify(other);
    } else changed += literal;
    // What is between two literals stays as it is.
    at = end;
    while (at < text.length && !STARTS.test(text[at])) at += 1;
    changed += text.slice(end, at);
  }
  return changed;
}

/** What a string or a number begins with, and what is in a number. */
const STARTS = /["\d]/;
const IN_NUMBER = /[\d.eE+-]/;

/** After the string, the number or the other character that begins here. */
function endOfLiteral(text, start) {
  let at = start + 1;
  if (text[start] === '"') {
    for (; at < text.length; at += 1) {
      if (text[at] === "\\") at += 1;
      else if (text[at] === '"') return at + 1;
    }
    return text.length;
  }
  if (/\d/.test(text[start])) while (at < text.length && IN_NUMBER.test(text[at])) at += 1;
  return at;
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
  const whole = text.replace(UNFINISHED, "");
  const meant = Reading.asMeant(text);
  const ended = whole === text ? meant : Reading.asMeant(whole);
  // What stands before a secret may make its first characters an escape.
  const written = new Reading(text);
  const found = secrets.flatMap((secret) => [
    ...meant.find(secret.meant),
    ...written.find(secret.written),
    ...ended.beginning(secret.meant).map((start) => [start, text.length]),
  ]);
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
      let first = this.chars.length - match[0].length;
      // Backslashes before it escape the escape, and nothing that it stands for.
      while (this.chars[first - 1] === "\\") first -= 1;
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

  /** Where these characters are (Knuth, Morris and Pratt's search). */
  find(wanted) {
    const found = [];
    const { length } = wanted.chars;
    if (length >= MIN_SECRET) this.#search(wanted, (last) => found.push([this.#starts[last + 1 - length], this.#ends[last]]));
    return found;
  }

  /** Where the first of these characters begin that this ends in; none where they are less than half of them. */
  beginning(wanted) {
    if (wanted.chars.length < MIN_SECRET) return [];
    const matched = this.#search(wanted, () => {});
    return matched >= Math.max(MIN_SECRET, wanted.chars.length / 2) ? [this.#starts[this.chars.length - matched]] : [];
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
