// @ts-check
import { XError } from "../error.js";
import { deathOf } from "../guard.js";
import { Loader } from "../load.js";
import { run as runIn } from "../run.js";
import { ClientCall } from "./client-call.js";
import { glue, STAMP } from "./glue.js";
import { where } from "./where.js";

/**
 * @import { Entry, Instance } from "../types.d.ts"
 * @import { ClientFunctions, PureFunctions } from "./glue.js"
 * @import { ClientCallOptions } from "./types.d.ts"
 */

/** The complete module. */
export const complete = /* @__PURE__ */ new Loader(glue, STAMP, where);

/**
 * Runs a call of the complete module.
 *
 * @template {keyof ClientFunctions & string} Name
 * @param {() => Entry<ClientFunctions, Name, ClientCallOptions>} prepare
 * @param {typeof ClientCall} Kind
 */
export function run(prepare, Kind = ClientCall) {
  return runIn(complete, prepare, Kind);
}

/**
 * What a function of Rust's returns that takes no call.
 *
 * @template {keyof PureFunctions & string} Name
 * @param {Name} name
 * @param {Parameters<PureFunctions[Name]>} given
 */
export async function ask(name, ...given) {
  return askOf(complete.instance() ?? await complete.load(), name, given);
}

/**
 * The same, at once.
 *
 * @template {keyof PureFunctions & string} Name
 * @param {Name} name
 * @param {Parameters<PureFunctions[Name]>} given
 */
export function askNow(name, ...given) {
  const running = complete.instance();
  if (running === undefined) throw new XError("internal", "the module has stopped: await init(), and try again");
  return askOf(running, name, given);
}

/**
 * The same, of an instance that is loaded already.
 *
 * @template {keyof PureFunctions & string} Name
 * @param {Instance} instance
 * @param {Name} name
 * @param {Parameters<PureFunctions[Name]>} given
 */
function askOf({ functions, life }, name, given) {
  const value = functions[name](...given);
  if (life.dead) throw deathOf(life);
  return /** @type {ReturnType<PureFunctions[Name]>} */ (value);
}
