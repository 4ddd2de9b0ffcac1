// @ts-check
import { idText, readOptions, tokenText } from "./options.js";
import { run } from "./run.js";
import { small } from "./small/module.js";

/** @import { RequestOptions, UserId } from "x-mutes" */

export { XError } from "./error.js";

/**
 * Loads and compiles the module.
 *
 * @type {typeof import("x-mutes").default}
 */
export default async function init(wasm) {
  await small.load(wasm);
}

/**
 * `POST /2/users/:id/muting`
 *
 * @type {typeof import("x-mutes").mute}
 */
export function mute(token, sourceUserId, targetUserId, options) {
  return change("mute", token, sourceUserId, targetUserId, options);
}

/**
 * `DELETE /2/users/:source_user_id/muting/:target_user_id`
 *
 * @type {typeof import("x-mutes").unmute}
 */
export function unmute(token, sourceUserId, targetUserId, options) {
  return change("unmute", token, sourceUserId, targetUserId, options);
}

/**
 * @param {"mute" | "unmute"} name
 * @param {string} token
 * @param {UserId} sourceUserId
 * @param {UserId} targetUserId
 * @param {RequestOptions | undefined} given
 */
function change(name, token, sourceUserId, targetUserId, given) {
  return run(small, () => {
    const who = /** @type {const} */ ([tokenText(token), idText("sourceUserId", sourceUserId), idText("targetUserId", targetUserId)]);
    const options = readOptions(given);
    return { options, name, args: /** @type {const} */ ([...who, options.baseUrl, options.maxRetries, options.maxRateLimitWaitMs]) };
  });
}
