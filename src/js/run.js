import { Call } from "./call.js";
import { enter, instance, load } from "./load.js";

/**
 * Runs a call: `read` gives its options and how it enters Rust, or throws what it rejects with; the module is loaded where
 * that has not been done.
 */
export function run(read) {
  return new Promise((resolve, reject) => {
    const [options, begin] = read();
    const call = new Call(options, resolve, reject);
    if (call.settled) return;
    const running = instance();
    if (running === undefined) load().then((loaded) => enter(loaded, call, begin)).catch((thrown) => call.reject(thrown));
    else enter(running, call, begin);
  });
}
