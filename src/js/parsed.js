// @ts-check
// Parsed JSON, for readers that look members up by name.

/** The members that src/web/json.rs reads. @type {readonly PropertyKey[]} */
const MEMBERS = [
  "data", "errors", "meta", "muting", "result_count", "code", "expires_in", "expires_at", "version", "id", "username",
  "connection_status", "next_token", "title", "detail", "message", "reason", "type", "value", "error", "error_description",
  "access_token", "refresh_token", "scope", "client_id",
];

/** The prototype of all lists, which inherits from Object.prototype. */
const LIST = Object.getPrototypeOf([]);

/** An escaped ASCII character begins with it. The names of X's members are ASCII. */
const ESCAPED = "\\u00";

/**
 * The object or the list of a JSON text. Undefined if there is none, or if a name is spelled with escapes: it may be a second one of
 * the same name. No member that Rust reads is inherited: where some library has put one on a prototype, objects have no prototype, and
 * lists have a copy of theirs without it.
 *
 * @param {string} text
 */
export function parsed(text) {
  const json = parse(text);
  if (typeof json !== "object" || json === null || hasEscapedName(text)) return undefined;
  return MEMBERS.some((name) => name in LIST) ? withoutPrototypes(json) : json;
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Looks at each string with an escape once: one that a colon follows is a name.
 *
 * @param {string} text
 */
function hasEscapedName(text) {
  for (let at = text.indexOf(ESCAPED); at !== -1; at = text.indexOf(ESCAPED, at)) {
    at = endOfString(text, at);
    while (/\s/.test(text.charAt(at))) at += 1;
    if (text.charAt(at) === ":") return true;
  }
  return false;
}

/**
 * The end of the string around an escape, after its quotation mark.
 *
 * @param {string} text
 * @param {number} escape
 */
function endOfString(text, escape) {
  let at = escape;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === "\\" ? 2 : 1;
  return at + 1;
}

/**
 * Changes the prototypes in parsed JSON. Without recursion: JSON may nest deeper than the stack is.
 *
 * @param {object} json
 */
function withoutPrototypes(json) {
  const list = Object.create(null);
  for (const name of Reflect.ownKeys(LIST)) {
    if (!MEMBERS.includes(name)) Object.defineProperty(list, name, { __proto__: null, ...Object.getOwnPropertyDescriptor(LIST, name) });
  }
  const left = [json];
  for (let value = left.pop(); value !== undefined; value = left.pop()) {
    for (const inner of Object.values(value)) {
      if (typeof inner === "object" && inner !== null) left.push(inner);
    }
    Object.setPrototypeOf(value, Array.isArray(value) ? list : null);
  }
  return json;
}
