import { Call } from "./call.js";

/**
 * Runs a call of a module, and loads the module if necessary.
 *
 * @param {import("./load.js").Loader} module
 * @param {() => { options: object, name: string, args?: unknown[] }} prepare the options of the call, the function of Rust's that it
 *   enters, and what that takes besides the call. If it throws, the call rejects with that
 * @param {typeof Call} Kind
 */
export function run(module, prepare, Kind = Call) {
  return new Promise((resolve, reject) => {
    const { options, name, args = [] } = prepare();
    const call = new Kind(options, resolve, reject);
    if (call.settled) return;
    const running = module.instance();
    if (running === undefined) module.load().then((loaded) => call.enter(loaded, name, args)).catch((thrown) => call.reject(thrown));
    else call.enter(running, name, args);
  });
}
