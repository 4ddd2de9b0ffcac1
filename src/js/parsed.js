// Parsed JSON, for readers that look members up by name.

/** What Object.prototype has (ECMA-262, 20.1.3 and B.2.2). No member of X's has such a name. */
const USUAL = new Set([
  "constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
  "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__", "__proto__",
]);

/** What all objects and all lists inherit. */
const OBJECT = Object.getPrototypeOf({});
const LIST = Object.getPrototypeOf([]);

/** What an escaped ASCII character begins with, and the names of X's members are ASCII. */
const ESCAPED = "\\u00";

/**
 * The object or the list of a JSON text; undefined where there is none, or where a name is spelled with escapes: it may be a second
 * one of the same name. It inherits nothing that could be taken for a member of X's: where some library has put something on a
 * prototype, objects have none, and lists have what lists have.
 */
export function parsed(text) {
  const json = parse(text);
  if (typeof json !== "object" || json === null || hasEscapedName(text)) return undefined;
  return inheritsMore() ? withoutPrototypes(json) : json;
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

function inheritsMore() {
  return Object.getOwnPropertyNames(OBJECT).some((name) => !USUAL.has(name)) || Object.keys(LIST).length > 0;
}

/** Without recursion: JSON may nest deeper than the stack is. */
function withoutPrototypes(json) {
  const list = Object.create(null);
  for (const name of Reflect.ownKeys(LIST)) {
    const descriptor = Object.getOwnPropertyDescriptor(LIST, name);
    if (!descriptor.enumerable) Object.defineProperty(list, name, { __proto__: null, ...descriptor });
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
