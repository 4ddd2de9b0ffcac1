import { loader } from "../load.js";
import { run as runIn } from "../run.js";
import { ClientCall } from "./client-call.js";
import { glue, STAMP } from "./glue.js";
import { where } from "./where.js";

/** The module with all of it. */
export const complete = /* @__PURE__ */ loader(glue, STAMP, where);

/** Runs a call of that module. */
export function run(read) {
  return runIn(complete, read, ClientCall);
}
