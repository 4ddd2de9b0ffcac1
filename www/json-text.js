// @ts-check

const LONGEST = 20_000;
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * JSON indented as text. Not by JSON.stringify(JSON.parse(…)): that would show 1234567890123456789 as …800.
 * @param {string} text
 */
export function indented(text) {
  if (text.length > 5 * LONGEST || !isJson(text)) return cut(text);
  let out = "";
  let depth = 0;
  let before = "";
  for (const [token] of text.matchAll(TOKENS)) {
    const opened = before === "{" || before === "[";
    const closes = token === "}" || token === "]";
    if (closes) depth -= 1;
    if (before === ":") out += " ";
    if (before === "," || opened !== closes) out += `\n${"  ".repeat(depth)}`;
    out += token;
    if (token === "{" || token === "[") depth += 1;
    before = token;
  }
  return cut(out);
}

/** @param {string} text */
function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} text */
function cut(text) {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST)}\n… and ${text.length - LONGEST} more characters`;
}
