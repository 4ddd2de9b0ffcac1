import { loader } from "../load.js";
import { glue, STAMP } from "./glue.js";
import { where } from "./where.js";

/** The module that mutes and unmutes, and nothing else. */
export const small = /* @__PURE__ */ loader(glue, STAMP, where);
