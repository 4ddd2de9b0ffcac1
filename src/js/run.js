// @ts-check
import { Call } from "./call.js";

/**
 * @import { Loader } from "./load.js"
 * @import { AnyCallOptions, Entry, Result } from "./types.d.ts"
 */

/**
 * @template {AnyCallOptions} Options
 * @typedef {new (options: Options, resolve: (value: any) => void, reject: (reason: unknown) => void) => Call<Options>} KindOfCall
 */

/**
 * Runs a call of a module, and loads the module if necessary.
 *
 * @template F what the module exports
 * @template {keyof F & string} Name
 * @template {AnyCallOptions} Options
 * @param {Loader<F>} module
 * @param {() => Entry<F, Name, Options>} prepare reads what the caller gave. If it throws, the call rejects with that
 * @param {KindOfCall<Options>} Kind
 * @returns {Promise<Result<F, Name>>}
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
