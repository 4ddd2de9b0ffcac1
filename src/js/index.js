import { idText, readOptions, tokenText } from "./options.js";
import { run } from "./run.js";
import { small } from "./small/module.js";

export { XError } from "./error.js";

/** Loads and compiles the module. */
export default async function init(wasm) {
  await small.load(wasm);
}

/** `POST /2/users/:id/muting` */
export function mute(token, sourceUserId, targetUserId, options) {
  return change("mute", token, sourceUserId, targetUserId, options);
}

/** `DELETE /2/users/:source_user_id/muting/:target_user_id` */
export function unmute(token, sourceUserId, targetUserId, options) {
  return change("unmute", token, sourceUserId, targetUserId, options);
}

function change(name, token, sourceUserId, targetUserId, given) {
  return run(small, () => {
    const who = [tokenText(token), idText("sourceUserId", sourceUserId), idText("targetUserId", targetUserId)];
    const options = readOptions(given);
    return { options, name, args: [...who, options.baseUrl, options.maxRetries, options.maxRateLimitWaitMs] };
  });
}
