// What differs between runtimes.
import { member } from "./own.js";

/** What this runtime has under a name; undefined where it has nothing, whatever Object.prototype has. */
export const platform = (name) => member(globalThis, name);

let workerd;

/**
 * Cloudflare's workerd has no redirect "error" and, before 2025, no cache. There any 3xx is a bad_response. Asked of the platform
 * once: four times a call took Chromium a tenth of it.
 */
export const isWorkerd = () => (workerd ??= platform("navigator")?.userAgent === "Cloudflare-Workers");

/** Any object: it has what Object.prototype has. */
const ANY = {};

/**
 * What fetch takes where nothing is said, by the names of its settings. Node's makes a copy of the settings, which inherits
 * again: what a library has put on Object.prototype under such a name is taken from there, and a dispatcher is handed the token.
 */
const USUAL = [
  ["body", () => null], ["referrer", () => "about:client"], ["mode", () => "cors"], ["integrity", () => ""], ["keepalive", () => false],
  ["window", () => null], ["duplex", () => "half"], ["priority", () => "auto"],
  ["dispatcher", () => {
    // It is there once anything of fetch's has been asked for.
    void globalThis.Response;
    return globalThis[Symbol.for("undici.globalDispatcher.1")];
  }],
];

/** The rest of a request: what keeps the token from going along or being kept. Spread, it took a sixth of a call in Node. */
export function requestInit(method, headers, body, credentials, signal) {
  if (isWorkerd()) return { __proto__: null, method, headers, body, signal, redirect: "manual" };
  const init = { __proto__: null, method, headers, body, signal, redirect: "error", credentials, referrerPolicy: "no-referrer", cache: "no-store" };
  for (const [name, usual] of USUAL) {
    if (name in ANY && init[name] === undefined) init[name] = usual();
  }
  return init;
}

/** The origin of the web page that this runs in; empty in extensions, native shells and outside browsers. */
export function webPage() {
  return isBrowser() && /^https?:|^null$/.test(platform("origin")) ? platform("origin") : "";
}

let browser;

/** Whether whoever uses this can read its scripts. workerd has an origin, too: "null". */
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
