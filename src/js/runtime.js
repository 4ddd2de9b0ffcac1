// @ts-check
// What differs between runtimes.
import { member } from "./own.js";

/** @import { Member } from "./types.d.ts" */

/**
 * A member of the global object; undefined if the runtime has none, whatever Object.prototype has.
 *
 * @template {string} Name
 * @param {Name} name
 * @returns {Member<typeof globalThis, Name>}
 */
export const platform = (name) => member(globalThis, name);

/** @type {boolean | undefined} */
let workerd;

/** True in Cloudflare's workerd. It has no redirect "error" and, before 2025, no cache; there any 3xx is a bad_response. */
export const isWorkerd = () => (workerd ??= platform("navigator")?.userAgent === "Cloudflare-Workers");

/** Inherits what Object.prototype has. */
const plainObject = {};

/**
 * Fetch's defaults. They are set explicitly if Object.prototype has a member of the name: Node copies the init into an object that
 * inherits it, and a dispatcher is handed the token.
 *
 * @type {[name: string, byDefault: () => unknown][]}
 */
const FETCH_DEFAULTS = [
  ["body", () => null], ["referrer", () => "about:client"], ["mode", () => "cors"], ["integrity", () => ""], ["keepalive", () => false],
  ["window", () => null], ["duplex", () => "half"], ["priority", () => "auto"],
  ["dispatcher", () => {
    // Node sets it once anything of fetch's has been looked up.
    void globalThis.Response;
    return /** @type {Record<symbol, unknown>} */ (globalThis)[Symbol.for("undici.globalDispatcher.1")];
  }],
];

/**
 * The init of a request. It keeps the token from following a redirect, and the reply from being cached.
 *
 * @param {string} method
 * @param {HeadersInit} headers
 * @param {string | undefined} body
 * @param {RequestCredentials} credentials
 * @param {AbortSignal} signal
 * @returns {RequestInit}
 */
export function requestInit(method, headers, body, credentials, signal) {
  if (isWorkerd()) return { __proto__: null, method, headers, body, signal, redirect: "manual" };
  /** @type {RequestInit & Record<string, unknown>} */
  const init = { __proto__: null, method, headers, body, signal, redirect: "error", credentials, referrerPolicy: "no-referrer", cache: "no-store" };
  for (const [name, byDefault] of FETCH_DEFAULTS) {
    if (name in plainObject && init[name] === undefined) init[name] = byDefault();
  }
  return init;
}

/** The origin of the web page that this runs in; empty in extensions, native shells and outside browsers. */
export function webPage() {
  const origin = platform("origin") ?? "";
  return isBrowser() && /^https?:|^null$/.test(origin) ? origin : "";
}

/** @type {boolean | undefined} */
let browser;

/** True in a page or a worker of a browser. workerd has an origin, too: "null". */
export const isBrowser = () => (browser ??= platform("origin") !== undefined && !isWorkerd());

/**
 * Reports what a callback of the caller's threw, as an event listener's would be.
 *
 * @param {unknown} thrown
 */
export function report(thrown) {
  // Node has no reportError.
  try {
    if (typeof reportError === "function") reportError(thrown);
    else console.error(thrown);
  } catch {
    // The caller has replaced these, and they throw.
  }
}

/**
 * Calls a callback of the caller's, if there is one, and reports what it throws or rejects with.
 *
 * @template T
 * @param {((value: T) => unknown) | undefined} callback
 * @param {T} value
 */
export function hear(callback, value) {
  try {
    Promise.resolve(callback?.(value)).catch(report);
  } catch (thrown) {
    report(thrown);
  }
}

/**
 * Why a fetch may have failed, and what to do; the platform itself does not tell scripts.
 *
 * @param {string} url which was to be fetched
 */
export function networkAdvice(url) {
  if (platform("navigator")?.onLine === false) return "the device is offline";
  const page = platform("location")?.origin;
  if (page === undefined || page === "null" || page === new URL(url).origin) {
    return "the connection failed, or a redirect was refused; see the cause";
  }
  if (/^https?:/.test(page)) {
    return "the connection failed, or CORS forbids it: X sends no CORS headers. "
      + "Use a proxy on the page's own origin or an extension with host permission";
  }
  return "the connection failed, or host permission is missing";
}
