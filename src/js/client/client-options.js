// @ts-check
import { NONE, readOptions, withMethods } from "../options.js";
import { member } from "../own.js";

/** @import { ClientOptions, ReadAuth } from "./types.d.ts" */

/**
 * Reads the options of a client's call: RequestOptions, and the client's clock.
 *
 * @param {unknown} options
 * @param {Partial<ClientOptions>} [defaults] what an earlier call of this function gave, for those that are not given
 * @param {ReadAuth} [auth]
 * @returns {ClientOptions}
 */
export function readClientOptions(options, defaults = NONE, auth = undefined) {
  const read = readOptions(options, defaults);
  const clock = member(options, "clock");
  return {
    __proto__: null,
    ...read,
    auth,
    credentials: auth?.credentials,
    clock: clock === undefined ? defaults.clock : withMethods("clock", "a Clock", clock, "now", "wait"),
  };
}
