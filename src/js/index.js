import { load } from "./load.js";
import { idText, tokenText } from "./options.js";
import { run } from "./run.js";

export { XError } from "./error.js";

/** Loads and compiles the module. */
export default async function init(wasm) {
  await load(wasm);
}

/** `POST /2/users/:id/muting` */
export function mute(token, sourceUserId, targetUserId, options) {
  return muting("mute", token, sourceUserId, targetUserId, options);
}

/** `DELETE /2/users/:source_user_id/muting/:target_user_id` */
export function unmute(token, sourceUserId, targetUserId, options) {
  return muting("unmute", token, sourceUserId, targetUserId, options);
}

function muting(name, token, sourceUserId, targetUserId, options) {
  return run(options, () => {
    const args = [tokenText(token), idText("sourceUserId", sourceUserId), idText("targetUserId", targetUserId)];
    return (instance, call) => {
      const { baseUrl, maxRetries, maxRateLimitWaitMs } = call.options;
      instance[name](call, ...args, baseUrl, maxRetries, maxRateLimitWaitMs);
    };
  });
}
