import { Call } from "./call.js";
import { instance, load } from "./load.js";

/**
 * Runs a call: `read` gives its options, the name of the function of Rust's that it enters, and a list of what that takes
 * besides the call, or throws what it rejects with. The module is loaded where that has not been done.
 */
export function run(read) {
  return new Promise((resolve, reject) => {
    const [options, name, given = []] = read();
    const call = new Call(options, resolve, reject);
    if (call.settled) return;
    const running = instance();
    if (running === undefined) load().then((loaded) => call.enter(loaded, name, given)).catch((thrown) => call.reject(thrown));
    else call.enter(running, name, given);
  });
}
