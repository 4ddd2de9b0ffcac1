// @ts-check
import { invalid, NAMES, NONE, readOptions, withMethods } from "../options.js";
import { member } from "../own.js";
import { platform } from "../runtime.js";

/** @import { ClientOptions, ReadAuth } from "./types.d.ts" */

/** The names of the options of a client's call. */
export const CALL = /** @type {const} */ ([...NAMES, "clock"]);

/**
 * Reads the options of a client's call: RequestOptions, and the client's clock.
 *
 * @param {unknown} options
 * @param {Partial<ClientOptions>} [defaults] what an earlier call of this function gave, for those that are not given
 * @param {ReadAuth} [auth]
 * @returns {ClientOptions}
 */
export function readClientOptions(options, defaults = NONE, auth = undefined) {
  const read = readOptions(options, defaults, ["clock"]);
  const clock = member(options, "clock");
  return {
    __proto__: null,
    ...read,
    baseUrl: auth?.isProxy ? ownOrigin(read.baseUrl) : read.baseUrl,
    auth,
    // The cookies of a proxy on the page's own origin say who asks.
    credentials: auth?.isProxy ? "same-origin" : undefined,
    clock: clock === undefined ? defaults.clock : withMethods("clock", "a Clock, with now() and wait(ms, signal)", clock, "now", "wait"),
  };
}

/**
 * The page's own origin, for a proxy there: to no other do its cookies go.
 *
 * @param {string | undefined} baseUrl
 */
function ownOrigin(baseUrl) {
  const origin = platform("location")?.origin;
  if (origin === undefined) throw invalid("auth can be { proxy: true } in a web page only: elsewhere there is no origin to have a proxy on; give a token or a Session");
  if (baseUrl !== undefined && new URL(baseUrl).origin !== origin) {
    throw invalid("baseUrl must be on the page's own origin where auth is { proxy: true }");
  }
  return baseUrl ?? `${origin}/`;
}
