import { deathOf } from "../guard.js";
import { Loader } from "../load.js";
import { run as runIn } from "../run.js";
import { ClientCall } from "./client-call.js";
import { glue, STAMP } from "./glue.js";
import { where } from "./where.js";

/** The module with all of it. */
export const complete = /* @__PURE__ */ new Loader(glue, STAMP, where);

/** Runs a call of that module. */
export function run(prepare, Kind = ClientCall) {
  return runIn(complete, prepare, Kind);
}

/** What a function of Rust's gives that needs nothing of the platform. */
export async function ask(name, ...given) {
  return askOf(complete.instance() ?? await complete.load(), name, given);
}

/** The same of an instance that is there. */
export function askOf({ functions, life }, name, given) {
  const value = functions[name](...given);
  if (life.dead) throw deathOf(life);
  return value;
}
