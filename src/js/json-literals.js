// @ts-check
// Replaces strings and numbers of a JSON text where they stand, and nothing else of it.

/** What a string or a number begins with, and what is in a number. */
const STARTS = /["\d-]/;
const IN_NUMBER = /[\d.eE+-]/;

/** Shorter literals are kept, in UTF-16 units. */
const SHORTEST = 8;

/**
 * True if a text is the JSON of an object, a list or null.
 *
 * @param {string} text
 */
export function isJson(text) {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

/**
 * A JSON text in which strings stand in place of some of its strings and long numbers.
 *
 * @param {string} text
 * @param {(value: string) => string | undefined} replaceString gets the value of a string; undefined keeps the literal
 * @param {(digits: string) => string | undefined} replaceNumber gets a number as it is written; undefined keeps the literal
 */
export function withLiterals(text, replaceString, replaceNumber) {
  let changed = "";
  let at = 0;
  while (at < text.length) {
    const end = endOfLiteral(text, at);
    const literal = text.slice(at, end);
    const other = literal.length < SHORTEST ? undefined : replacement(literal, replaceString, replaceNumber);
    changed += other === undefined ? literal : JSON.stringify(other);
    // What is between two literals stays as it is.
    at = end;
    while (at < text.length && !STARTS.test(text[at])) at += 1;
    changed += text.slice(end, at);
  }
  return changed;
}

/**
 * The string that replaces a literal; undefined if the literal stays.
 *
 * @param {string} literal
 * @param {(value: string) => string | undefined} replaceString
 * @param {(digits: string) => string | undefined} replaceNumber
 */
function replacement(literal, replaceString, replaceNumber) {
  if (!literal.startsWith('"')) return replaceNumber(literal);
  const value = stringOf(literal);
  return value === undefined ? undefined : replaceString(value);
}

/**
 * The end of the string, the number or the other character that begins here.
 *
 * @param {string} text
 * @param {number} start
 */
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

/**
 * The value of a string; undefined if the text breaks off in it.
 *
 * @param {string} literal
 * @returns {string | undefined}
 */
function stringOf(literal) {
  try {
    return JSON.parse(literal);
  } catch {
    return undefined;
  }
}
