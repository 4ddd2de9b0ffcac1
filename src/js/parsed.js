// Parsed JSON, for readers that look members up by name.

/** The members that src/web/json.rs reads. */
const MEMBERS = [
  "data", "errors", "meta", "muting", "result_count", "code", "expires_in", "expires_at", "version", "id", "username",
  "connection_status", "next_token", "title", "detail", "message", "reason", "type", "value", "error", "error_description",
  "access_token", "refresh_token", "scope", "client_id",
];

/** What all lists inherit, and what that inherits is what all objects inherit. */
const LIST = Object.getPrototypeOf([]);

/** What an escaped ASCII character begins with, and the names of X's members are ASCII. */
const ESCAPED = "\\u00";

/**
 * The object or the list of a JSON text; undefined where there is none, or where a name is spelled with escapes: it may be a second
 * one of the same name. It inherits nothing that could be taken for a member of X's: where some library has put such a member
 * on a prototype, objects have none, and lists have what lists have.
 */
export function parsed(text) {
  const json = parse(text);
  if (typeof json !== "object" || json === null || hasEscapedName(text)) return undefined;
  return inheritsMembers() ? withoutPrototypes(json) : json;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Looks at each string with an escape once: one that a colon follows is a name. */
function hasEscapedName(text) {
  for (let at = text.indexOf(ESCAPED); at !== -1; at = text.indexOf(ESCAPED, at)) {
    at = endOfString(text, at);
    while (/\s/.test(text.charAt(at))) at += 1;
    if (text.charAt(at) === ":") return true;
  }
  return false;
}

/** After the quotation mark that ends the string around an escape. */
function endOfString(text, escape) {
  let at = escape;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === "\\" ? 2 : 1;
  return at + 1;
}

function inheritsMembers() {
  return MEMBERS.some((name) => name in LIST);
}

/** Without recursion: JSON may nest deeper than the stack is. */
function withoutPrototypes(json) {
  const list = Object.create(null);
  for (const name of Reflect.ownKeys(LIST)) {
    if (!MEMBERS.includes(name)) Object.defineProperty(list, name, { __proto__: null, ...Object.getOwnPropertyDescriptor(LIST, name) });
  }
  const left = [json];
  while (left.length > 0) {
    const value = left.pop();
    for (const name of Object.keys(value)) {
      if (typeof value[name] === "object" && value[name] !== null) left.push(value[name]);
    }
    Object.setPrototypeOf(value, Array.isArray(value) ? list : null);
  }
  return json;
}
