import { XError } from "./error.js";

/** The longest time that setTimeout takes; beyond it fires at once. */
const MAX_MS = 2 ** 31 - 1;

/** Each attempt's time limit where none is given, in milliseconds. */
const TIMEOUT_MS = 20_000;

/** Reads RequestOptions, once: a getter of the caller's may throw, and later changes of the object change nothing. */
export function readOptions(options) {
  if (options !== undefined && (typeof options !== "object" || options === null)) {
    throw invalid("options must be an object");
  }
  const { baseUrl, signal, timeoutMs, fetch, headers, onResponse } = options ?? {};
  return {
    baseUrl: baseUrl === undefined ? "" : href(baseUrl),
    signal: signal === undefined || signal === null ? undefined : abortSignal(signal),
    timeoutMs: timeoutMs === undefined ? TIMEOUT_MS : milliseconds("timeoutMs", timeoutMs),
    fetch: optionalFunction("fetch", fetch),
    headers: headers === undefined ? undefined : ownHeaders(headers),
    onResponse: optionalFunction("onResponse", onResponse),
  };
}

/** A token as text; what it may be is for Rust to say. */
export function tokenText(token) {
  if (typeof token === "string") return token;
  throw invalid(`token must be a string; it was ${kindOf(token)}`);
}

/** A user ID as text; what it may be is for Rust to say. */
export function idText(argument, id) {
  if (typeof id === "string") return id;
  if (typeof id === "bigint") return String(id);
  const must = `${argument} must be a user ID as a string or a bigint; it was ${kindOf(id)}`;
  if (typeof id !== "number") throw invalid(must);
  throw invalid(`${must}, and numbers round IDs of 17 to 19 digits to another account's: write "…" or …n`);
}

function href(baseUrl) {
  const must = "baseUrl must be an absolute URL";
  if (typeof baseUrl !== "string" && !(baseUrl instanceof URL)) throw invalid(`${must}; it was ${kindOf(baseUrl)}`);
  try {
    return new URL(baseUrl).href;
  } catch {
    throw invalid(`${must}, like "https://api.x.com"`);
  }
}

function abortSignal(signal) {
  if (typeof signal === "object" && "aborted" in signal && typeof signal.addEventListener === "function") return signal;
  throw invalid(`signal must be an AbortSignal; it was ${kindOf(signal)}`);
}

function milliseconds(option, value) {
  if (typeof value === "number" && value >= 0 && value <= MAX_MS) return value;
  throw invalid(`${option} must be a number of milliseconds from 0 to ${MAX_MS}; it was ${
    typeof value === "number" ? value : kindOf(value)}`);
}

function optionalFunction(option, value) {
  if (value === undefined || typeof value === "function") return value;
  throw invalid(`${option} must be a function; it was ${kindOf(value)}`);
}

/** The values may be secrets, so no message repeats them, the platform's own neither. */
function ownHeaders(init) {
  let headers;
  try {
    headers = new Headers(init);
  } catch {
    throw invalid("headers must be a Headers object, a record or a list of pairs, of valid names and values");
  }
  if (!headers.has("authorization")) return headers;
  throw invalid("headers must not have authorization: the token goes there");
}

function kindOf(value) {
  if (value === null) return "null";
  return typeof value === "object" ? "an object" : typeof value === "undefined" ? "undefined" : `a ${typeof value}`;
}

function invalid(message) {
  return new XError("invalid_argument", message);
}
