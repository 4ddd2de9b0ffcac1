// @ts-check
import { Loader } from "../load.js";
import { glue, STAMP } from "./glue.js";
import { where } from "./where.js";

/** The module that only mutes and unmutes. */
export const small = /* @__PURE__ */ new Loader(glue, STAMP, where);
