import { Call } from "./call.js";
import { enter, instance, load } from "./load.js";

/**
 * Runs a call: reads what was given with it at once, loads the module where that has not been done, enters Rust by
 * `begin`, which `read` gives.
 */
export function run(options, read) {
  return new Promise((resolve, reject) => {
    const begin = read();
    const call = new Call(options, resolve, reject);
    if (call.settled) return;
    const running = instance();
    if (running === undefined) load().then((loaded) => enter(loaded, call, begin)).catch(call.reject);
    else enter(running, call, begin);
  });
}
