// The strings and numbers of a JSON text, changed where they stand: all else of it stays as it is.

/** What a string or a number begins with, and what is in a number. */
const STARTS = /["\d-]/;
const IN_NUMBER = /[\d.eE+-]/;

/** Shorter ones are left as they are, in UTF-16 units. */
const SHORTEST = 8;

/** Whether a text is JSON, of an object or a list. */
export function isJson(text) {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

/** A text whose strings and long numbers, as JSON has them, are changed; a number that is becomes a string. */
export function withLiterals(text, changeString, changeNumber) {
  let changed = "";
  let at = 0;
  while (at < text.length) {
    const end = endOfLiteral(text, at);
    const literal = text.slice(at, end);
    if (end - at >= SHORTEST) {
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
  if (/[\d-]/.test(text[start])) while (at < text.length && IN_NUMBER.test(text[at])) at += 1;
  return at;
}

function stringOf(literal) {
  try {
    return JSON.parse(literal);
  } catch {
    return undefined;
  }
}
