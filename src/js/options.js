import { XError } from "./error.js";
import { hasMember, member, members } from "./own.js";

/** The longest time that setTimeout takes; beyond it fires at once. */
export const MAX_MS = 2 ** 31 - 1;

/** Each attempt's time limit where none is given, in milliseconds. */
const TIMEOUT_MS = 20_000;

/** No token and no ID is as long: what is need not be copied whole to be refused. */
export const TOO_LONG = 10_001;

/** Retries after a failure that may pass, where no other number is given. */
const RETRIES = 2;

/** What Rust takes as an ID, and as a username: what it will refuse is found before anything is asked of X. */
export const ID = /^(0|[1-9]\d{0,18})$/;
export const USERNAME = /^@?\w{1,15}$/;

/** The names of RequestOptions. */
const NAMES = ["baseUrl", "signal", "timeoutMs", "maxRetries", "maxRateLimitWaitMs", "fetch", "headers", "onResponse"];

/** Nothing at all, not even what Object.prototype has. */
export const NONE = Object.freeze({ __proto__: null });

/**
 * Reads RequestOptions. Those that are not given are as in `defaults`, which have been read before. Each is taken once: a getter of
 * the caller's may throw, and later changes of the object change nothing.
 */
export function readOptions(options, defaults = NONE) {
  if (options !== undefined) object("options", options);
  const {
    baseUrl = defaults.baseUrl, signal = defaults.signal, timeoutMs = defaults.timeoutMs, maxRetries = defaults.maxRetries,
    maxRateLimitWaitMs = defaults.maxRateLimitWaitMs, fetch = defaults.fetch, headers = defaults.headers,
    onResponse = defaults.onResponse,
  } = members(options, NAMES);
  return {
    __proto__: null,
    baseUrl: baseUrl === undefined ? undefined : baseHref(baseUrl),
    signal: signalOf(signal),
    timeoutMs: timeoutMs === undefined ? TIMEOUT_MS : milliseconds("timeoutMs", timeoutMs),
    maxRetries: maxRetries === undefined ? RETRIES : count("maxRetries", maxRetries),
    maxRateLimitWaitMs: maxRateLimitWaitMs === undefined ? 0 : milliseconds("maxRateLimitWaitMs", maxRateLimitWaitMs),
    fetch: optionalFunction("fetch", fetch),
    headers: headers === undefined ? undefined : ownHeaders(headers),
    onResponse: optionalFunction("onResponse", onResponse),
  };
}

/** A token as text; what it may be is for Rust to say. */
export function tokenText(token) {
  if (typeof token === "string") return token.slice(0, TOO_LONG);
  throw invalid(`token must be a string; it was ${kindOf(token)}`);
}

/** A user ID as text; what it may be is for Rust to say. */
export function idText(argument, id) {
  if (typeof id === "string") return id.slice(0, TOO_LONG);
  if (typeof id === "bigint") return String(id);
  const why = typeof id === "number" ? ", and numbers round IDs of 17 to 19 digits to another account's" : "";
  throw invalid(`${argument} must be a user ID as a string or a bigint; it was ${kindOf(id)}${why}`);
}

/** The base URL that was given last, and how it is written: nearly all calls are for one, and parsing a URL is slow in WebKit. */
let lastBaseUrl = { __proto__: null };

function baseHref(url) {
  if (url !== lastBaseUrl.url) {
    const written = href("baseUrl", url);
    // A URL may be another's tomorrow.
    if (typeof url !== "string") return written;
    lastBaseUrl = { __proto__: null, url, written };
  }
  return lastBaseUrl.written;
}

/** A URL as the platform's parser writes it. */
export function href(argument, url) {
  const must = `${argument} must be an absolute URL`;
  if (typeof url !== "string" && !(url instanceof URL)) throw invalid(`${must}; it was ${kindOf(url)}`);
  try {
    return new URL(url).href;
  } catch {
    throw invalid(`${must}, like "https://api.x.com"`);
  }
}

/** An AbortSignal; undefined where there is none. */
export function signalOf(signal) {
  if (signal === undefined || signal === null) return undefined;
  return withMethods("signal", "an AbortSignal", signal, "addEventListener", "removeEventListener");
}

/** An object that can do what will be asked of it. */
export function withMethods(argument, what, value, ...methods) {
  if (methods.every((method) => typeof member(value, method) === "function")) return value;
  throw invalid(`${argument} must be ${what}; it was ${kindOf(value)}`);
}

export function object(argument, value) {
  if (typeof value === "object" && value !== null) return value;
  throw invalid(`${argument} must be an object; it was ${kindOf(value)}`);
}

/** A boolean, as Rust takes it. */
export function flag(argument, value = false) {
  if (typeof value === "boolean") return Number(value);
  throw invalid(`${argument} must be true or false; it was ${kindOf(value)}`);
}

/** A list of which each item is as it must be. What is short and can be seen is shown. */
export function each(argument, list, pattern, must) {
  const wrong = list.find((item) => !pattern.test(item));
  if (wrong === undefined) return list;
  throw invalid(`${argument} must be ${must}; ${/^[!-~]{1,24}$/.test(wrong) ? `\`${wrong}\`` : "what was given"} is none`);
}

/** A string that is not empty. */
export function text(argument, value) {
  if (typeof value === "string" && value !== "") return value;
  throw invalid(`${argument} must be a string that is not empty; it was ${kindOf(value)}`);
}

/** The most items that a list may have. */
export const MAX_ITEMS = 1_000_000;

/** The items of a list; a bare string is none. */
export function items(argument, list = []) {
  if (typeof list === "string" || typeof member(list, Symbol.iterator) !== "function") {
    throw invalid(`${argument} must be a list; it was ${kindOf(list)}`);
  }
  const found = [];
  for (const item of list) {
    if (found.push(item) > MAX_ITEMS) throw invalid(`${argument} must have ${MAX_ITEMS} items at most: split it`);
  }
  return found;
}

/** The strings of a list, none of them empty. */
export function texts(argument, list) {
  return items(argument, list).map((item) => text(`each of ${argument}`, item));
}

function milliseconds(option, value) {
  return inRange(option, value, typeof value === "number", "milliseconds");
}

export function count(option, value, least = 0, most = MAX_MS) {
  return inRange(option, value, Number.isInteger(value), "a whole number", least, most);
}

function inRange(option, value, isValid, what, least = 0, most = MAX_MS) {
  if (isValid && value >= least && value <= most) return value;
  throw invalid(`${option} must be ${what} from ${least} to ${most}; it was ${typeof value === "number" ? value : kindOf(value)}`);
}

export function optionalFunction(option, value) {
  if (value === undefined || typeof value === "function") return value;
  throw invalid(`${option} must be a function; it was ${kindOf(value)}`);
}

/** The values may be secrets, so no message repeats them, the platform's own neither. */
function ownHeaders(init) {
  let headers;
  try {
    // Of a record, nothing but its own members: Headers would ask its prototype whether it is a list.
    headers = new Headers(isRecord(init) ? { __proto__: null, ...init } : init);
  } catch {
    throw invalid("headers must be Headers, a record or a list of pairs with valid names and values");
  }
  if (!headers.has("authorization")) return headers;
  throw invalid("headers must not have authorization: the token goes there");
}

function isRecord(value) {
  return typeof value === "object" && value !== null && !hasMember(value, Symbol.iterator);
}

export function kindOf(value) {
  if (value === null) return "null";
  return typeof value === "object" ? "an object" : typeof value === "undefined" ? "undefined" : `a ${typeof value}`;
}

export function invalid(message) {
  return new XError("invalid_argument", message);
}
