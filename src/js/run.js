import { Call } from "./call.js";

/**
 * Runs a call of a module, which loader() gave: `read` gives its options, the name of the function of Rust's that it enters, and a
 * list of what that takes besides the call, or throws what it rejects with. The module is loaded where that has not been done.
 */
export function run(module, read, Kind = Call) {
  return new Promise((resolve, reject) => {
    const [options, name, given = []] = read();
    const call = new Kind(options, resolve, reject);
    if (call.settled) return;
    const running = module.instance();
    if (running === undefined) module.load().then((loaded) => call.enter(loaded, name, given)).catch((thrown) => call.reject(thrown));
    else call.enter(running, name, given);
  });
}
