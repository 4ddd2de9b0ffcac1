// What differs between runtimes.
import { member } from "./own.js";

/** What this runtime has under a name; undefined where it has nothing, whatever Object.prototype has. */
export const platform = (name) => member(globalThis, name);

let workerd;

/** Cloudflare's workerd has no redirect "error" and, before 2025, no cache. There any 3xx is a bad_response. */
export const isWorkerd = () => (workerd ??= platform("navigator")?.userAgent === "Cloudflare-Workers");

/** Has what Object.prototype has. */
const plainObject = {};

/**
 * Fetch's defaults. They are set explicitly if Object.prototype has a member of the name: Node copies the init into an object that
 * inherits it, and a dispatcher is handed the token.
 */
const FETCH_DEFAULTS = [
  ["body", () => null], ["referrer", () => "about:client"], ["mode", () => "cors"], ["integrity", () => ""], ["keepalive", () => false],
  ["window", () => null], ["duplex", () => "half"], ["priority", () => "auto"],
  ["dispatcher", () => {
    // It is there once anything of fetch's has been asked for.
    void globalThis.Response;
    return globalThis[Symbol.for("undici.globalDispatcher.1")];
  }],
];

/** The init of a request: what keeps the token from going along with a redirect or being kept. */
export function requestInit(method, headers, body, credentials, signal) {
  if (isWorkerd()) return { __proto__: null, method, headers, body, signal, redirect: "manual" };
  const init = { __proto__: null, method, headers, body, signal, redirect: "error", credentials, referrerPolicy: "no-referrer", cache: "no-store" };
  for (const [name, byDefault] of FETCH_DEFAULTS) {
    if (name in plainObject && init[name] === undefined) init[name] = byDefault();
  }
  return init;
}

/** The origin of the web page that this runs in; empty in extensions, native shells and outside browsers. */
export function webPage() {
  return isBrowser() && /^https?:|^null$/.test(platform("origin")) ? platform("origin") : "";
}

let browser;

/** True in a page or a worker of a browser. workerd has an origin, too: "null". */
export const isBrowser = () => (browser ??= platform("origin") !== undefined && !isWorkerd());

/** Reports what a callback of the caller's threw, as an event listener's would be. */
export function report(thrown) {
  // Node has no reportError.
  try {
    if (typeof reportError === "function") reportError(thrown);
    else console.error(thrown);
  } catch {
    // Nobody is left to tell.
  }
}

/** Tells a callback of the caller's. */
export function hear(callback, what) {
  try {
    Promise.resolve(callback(what)).catch(report);
  } catch (thrown) {
    report(thrown);
  }
}

/** Why a fetch of `url` may have failed, and what to do; the platform itself does not tell scripts. */
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
