import { Call } from "./call.js";
import { enter, instance, left, load } from "./load.js";
import { idText, tokenText } from "./options.js";

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
    return (instance, call) => instance[name](call, ...args, call.options.baseUrl);
  });
}

/**
 * Runs a call: reads what was given with it at once, loads the module where that has not been done, enters Rust by
 * `begin`, which `read` gives.
 */
export function run(options, read) {
  return new Promise((resolve, reject) => {
    const begin = read();
    const call = new Call(options, resolve, reject, left);
    if (call.settled) return;
    const running = instance();
    if (running === undefined) load().then((loaded) => enter(loaded, call, begin)).catch(call.reject);
    else enter(running, call, begin);
  });
}
