// @ts-check
import { XError } from "./error.js";
import { hasMember, isPlain, member, members } from "./own.js";

/** @import { CallOptions, Member } from "./types.d.ts" */

/** The longest time that setTimeout takes, in milliseconds; with a longer one it fires at once. */
export const MAX_MS = 2 ** 31 - 1;

/** The default time limit of each attempt, in milliseconds. */
const TIMEOUT_MS = 20_000;

/** In UTF-16 units. No token and no ID is as long: so much of it is enough for Rust to refuse it. */
export const TOO_LONG = 10_001;

/** The default number of retries after a failure that may pass. */
const RETRIES = 2;

/** What Rust takes as an ID, and as a username. In lists these are looked for before any request is sent. */
export const ID = /^(0|[1-9]\d{0,18})$/;
export const USERNAME = /^@?\w{1,15}$/;

/** How much of a name is looked at to find the one that was meant, in UTF-16 units. */
const MAX_NAME = 40;

/** The names of RequestOptions. */
export const NAMES = /** @type {const} */ (["baseUrl", "signal", "timeoutMs", "maxRetries", "maxRateLimitWaitMs", "fetch", "headers", "onResponse"]);

/** An object without members, not even those of Object.prototype. @type {{ readonly __proto__?: null }} */
export const NONE = Object.freeze({ __proto__: null });

/**
 * Reads RequestOptions. Each option is read once: a getter of the caller's may throw, and later changes of the object change nothing.
 *
 * @param {unknown} options
 * @param {Partial<CallOptions>} [defaults] what an earlier call of this function gave, for those that are not given
 * @param {readonly string[]} [more] the names of others that the call has
 * @returns {CallOptions}
 */
export function readOptions(options, defaults = NONE, more = []) {
  const {
    baseUrl = defaults.baseUrl, signal = defaults.signal, timeoutMs = defaults.timeoutMs, maxRetries = defaults.maxRetries,
    maxRateLimitWaitMs = defaults.maxRateLimitWaitMs, fetch = defaults.fetch, headers = defaults.headers,
    onResponse = defaults.onResponse,
  } = optionsOf("options", options, /** @type {typeof NAMES} */ (/** @type {unknown} */ ([...NAMES, ...more])));
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

/**
 * The options of these names, each read once; undefined for each that is absent. A plain object must have no others, but for what all
 * objects have (`toString`): one that is misspelt would be ignored in silence.
 *
 * @template T
 * @template {string} Name
 * @param {string} argument the object's name
 * @param {T} options may be undefined
 * @param {readonly Name[]} names
 * @returns {{ [Each in Name]: Member<T, Each> }}
 */
export function optionsOf(argument, options, names) {
  if (options !== undefined) demandKnown(argument, object(argument, options), names);
  return members(options, names);
}

/** @param {string} argument @param {object} options @param {readonly string[]} names */
function demandKnown(argument, options, names) {
  const other = isPlain(options) ? Object.keys(options).find((name) => !names.includes(name) && !(name in Object.prototype)) : undefined;
  if (other === undefined) return;
  const [nearest] = names.filter((name) => likeness(other, name) > 0).sort((one, two) => likeness(other, two) - likeness(other, one));
  const prefix = argument === "options" ? "" : `${argument}.`;
  const advice = nearest === undefined ? `there are ${names.join(", ")}` : `did you mean ${prefix}${nearest}?`;
  throw invalid(`${/^\w{1,40}$/.test(other) ? prefix + other : `a member of ${argument}`} is no option; ${advice}`);
}

/**
 * How many pairs of characters a name shares with one that is known, by the length of that.
 *
 * @param {string} name
 * @param {string} known
 */
function likeness(name, known) {
  let shared = 0;
  for (let at = 2; at <= Math.min(name.length, MAX_NAME); at += 1) {
    if (known.toLowerCase().includes(name.slice(at - 2, at).toLowerCase())) shared += 1;
  }
  return shared / known.length;
}

/**
 * A token as text. Rust checks which characters it has.
 *
 * @param {unknown} token
 */
export function tokenText(token) {
  if (typeof token === "string") return token.slice(0, TOO_LONG);
  throw invalid(`token must be a string; it was ${kindOf(token)}`);
}

/**
 * A user ID as text. Rust checks its digits.
 *
 * @param {string} argument its name, for the message
 * @param {unknown} id
 */
export function idText(argument, id) {
  if (typeof id === "string") return id.slice(0, TOO_LONG);
  if (typeof id === "bigint") return String(id);
  const why = typeof id === "number" ? ", and numbers round IDs of 17 to 19 digits to another account's" : "";
  throw invalid(`${argument} must be a user ID as a string or a bigint; it was ${kindOf(id)}${why}`);
}

/**
 * The base URL that was given last, and as the platform's parser writes it: nearly all calls have the same one, and parsing a URL is
 * slow in WebKit.
 *
 * @type {{ __proto__?: null, url?: string, written?: string }}
 */
let lastBaseUrl = { __proto__: null };

/** @param {unknown} url */
function baseHref(url) {
  if (url !== lastBaseUrl.url) {
    const written = href("baseUrl", url);
    // A URL object may be changed later.
    if (typeof url !== "string") return written;
    lastBaseUrl = { __proto__: null, url, written };
  }
  return lastBaseUrl.written;
}

/**
 * A URL as the platform's parser writes it.
 *
 * @param {string} argument
 * @param {unknown} url a string or a URL
 */
export function href(argument, url) {
  const must = `${argument} must be an absolute URL`;
  if (typeof url !== "string" && !(url instanceof URL)) throw invalid(`${must}; it was ${kindOf(url)}`);
  try {
    return new URL(url).href;
  } catch {
    throw invalid(`${must}, like "https://api.x.com"`);
  }
}

/**
 * An AbortSignal; undefined if there is none.
 *
 * @param {unknown} signal
 * @returns {AbortSignal | undefined}
 */
export function signalOf(signal) {
  if (signal === undefined || signal === null) return undefined;
  return withMethods("signal", "an AbortSignal, like controller.signal", signal, "addEventListener", "removeEventListener");
}

/**
 * An object, if it has these methods.
 *
 * @template T what the object is taken for from here on
 * @param {string} argument
 * @param {string} what it must be, in words
 * @param {unknown} value
 * @param {...string} methods
 */
export function withMethods(argument, what, value, ...methods) {
  if (methods.every((method) => typeof member(value, method) === "function")) return /** @type {T} */ (value);
  throw invalid(`${argument} must be ${what}; it was ${kindOf(value)}`);
}

/**
 * @template T
 * @param {string} argument
 * @param {T} value
 * @returns {T & object}
 */
export function object(argument, value) {
  if (typeof value === "object" && value !== null) return value;
  throw invalid(`${argument} must be an object; it was ${kindOf(value)}`);
}

/**
 * A boolean as a number, 0 or 1.
 *
 * @param {string} argument
 * @param {unknown} value false by default
 */
export function flag(argument, value = false) {
  if (typeof value === "boolean") return Number(value);
  throw invalid(`${argument} must be true or false; it was ${kindOf(value)}`);
}

/**
 * A list, if each of its items matches a pattern. The message repeats an item that does not, if it is short and printable.
 *
 * @param {string} argument
 * @param {string[]} list
 * @param {RegExp} pattern
 * @param {string} must what each item must be, in words
 */
export function each(argument, list, pattern, must) {
  const wrong = list.find((item) => !pattern.test(item));
  if (wrong === undefined) return list;
  throw invalid(`${argument} must be ${must}; ${/^[!-~]{1,24}$/.test(wrong) ? `\`${wrong}\`` : "what was given"} is none`);
}

/**
 * A string that is not empty.
 *
 * @param {string} argument
 * @param {unknown} value
 */
export function text(argument, value) {
  if (typeof value === "string" && value !== "") return value;
  throw invalid(`${argument} must be a string that is not empty; it was ${value === "" ? "empty" : kindOf(value)}`);
}

/** The most items that a list may have. */
export const MAX_ITEMS = 1_000_000;

/**
 * The items of a list. A bare string is no list of its characters.
 *
 * @param {string} argument
 * @param {unknown} list empty by default
 * @returns {unknown[]}
 */
export function items(argument, list = []) {
  if (typeof list === "string" || typeof member(list, Symbol.iterator) !== "function") {
    throw invalid(`${argument} must be a list; it was ${kindOf(list)}`);
  }
  const found = [];
  for (const item of /** @type {Iterable<unknown>} */ (list)) {
    if (found.push(item) > MAX_ITEMS) throw invalid(`${argument} must have ${MAX_ITEMS} items at most: split it`);
  }
  return found;
}

/**
 * The items of a list of strings, none of which is empty.
 *
 * @param {string} argument
 * @param {unknown} list
 */
export function texts(argument, list) {
  return items(argument, list).map((item) => text(`each of ${argument}`, item));
}

/** @param {string} option @param {unknown} value */
function milliseconds(option, value) {
  return inRange(option, /** @type {number} */ (value), typeof value === "number", "milliseconds");
}

/**
 * A whole number in a range.
 *
 * @param {string} option
 * @param {unknown} value
 */
export function count(option, value, least = 0, most = MAX_MS) {
  return inRange(option, /** @type {number} */ (value), Number.isInteger(value), "a whole number", least, most);
}

/**
 * @param {string} option
 * @param {number} value or anything else, if it is not valid
 * @param {boolean} isValid
 * @param {string} what it must be, in words
 */
function inRange(option, value, isValid, what, least = 0, most = MAX_MS) {
  if (isValid && value >= least && value <= most) return value;
  throw invalid(`${option} must be ${what} from ${least} to ${most}; it was ${typeof value === "number" ? value : kindOf(value)}`);
}

/**
 * A function, or undefined.
 *
 * @template T what the function is taken for from here on
 * @param {string} option
 * @param {unknown} value
 */
export function optionalFunction(option, value) {
  if (value === undefined || typeof value === "function") return /** @type {T | undefined} */ (value);
  throw invalid(`${option} must be a function; it was ${kindOf(value)}`);
}

/**
 * The caller's headers. No message repeats their values, which may be secrets; the platform's own messages do.
 *
 * @param {unknown} init
 */
function ownHeaders(init) {
  let headers;
  try {
    // Only a record's own members: Headers would ask its prototype whether it is a list. What is none of these, it refuses.
    headers = new Headers(/** @type {HeadersInit} */ (isRecord(init) ? { __proto__: null, ...init } : init));
  } catch {
    throw invalid("headers must be Headers, a record or a list of pairs with valid names and values");
  }
  if (!headers.has("authorization")) return headers;
  throw invalid("headers must not have authorization: the token goes there");
}

/**
 * @param {unknown} value
 * @returns {value is object}
 */
function isRecord(value) {
  return typeof value === "object" && value !== null && !hasMember(value, Symbol.iterator);
}

/**
 * The type of a value, in words.
 *
 * @param {unknown} value
 */
export function kindOf(value) {
  if (value === null) return "null";
  return typeof value === "object" ? "an object" : typeof value === "undefined" ? "undefined" : `a ${typeof value}`;
}

/** @param {string} message names the argument, what it must be and, unless it is a secret, what it was */
export function invalid(message) {
  return new XError("invalid_argument", message);
}
