import { muting } from "./muting.js";
import { idText, readOptions, tokenText } from "./options.js";
import { small } from "./small/module.js";

export { XError } from "./error.js";

/** Loads and compiles the module. */
export default async function init(wasm) {
  await small.load(wasm);
}

/** `POST /2/users/:id/muting` */
export function mute(token, sourceUserId, targetUserId, options) {
  return muting(small, "mute", () => read(token, sourceUserId, targetUserId, options));
}

/** `DELETE /2/users/:source_user_id/muting/:target_user_id` */
export function unmute(token, sourceUserId, targetUserId, options) {
  return muting(small, "unmute", () => read(token, sourceUserId, targetUserId, options));
}

function read(token, sourceUserId, targetUserId, options) {
  const [bearer, source, target] = [tokenText(token), idText("sourceUserId", sourceUserId), idText("targetUserId", targetUserId)];
  return [bearer, source, target, readOptions(options)];
}
