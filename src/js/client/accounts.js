// @ts-check
import { utf8 } from "./crypto.js";

/**
 * The accounts of a list of users in one text, in UTF-8: of each its `id` and its `username`, all with commas between; empty in place
 * of one that is no string, or has a comma: it is no ID and no username. Undefined where this is no list. Bytes cross into WebAssembly
 * at once, where a string is copied character by character.
 *
 * @param {unknown} list
 */
export function accounts(list) {
  if (!Array.isArray(list)) return undefined;
  const fields = [];
  for (const user of list) {
    const isUser = typeof user === "object" && user !== null;
    fields.push(isUser ? field(user.id) : "", isUser ? field(user.username) : "");
  }
  return utf8(fields.join());
}

/** @param {unknown} value */
function field(value) {
  return typeof value === "string" && !value.includes(",") ? value : "";
}
