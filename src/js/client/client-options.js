import { NONE, readOptions, withMethods } from "../options.js";
import { member } from "../own.js";

/** Reads the options of a client's call: RequestOptions, the client's clock, and by what readAuth() gave, who asks. */
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
