import { TOKEN } from "./auth.js";
import { load } from "./load.js";
import { idText, readOptions, tokenText } from "./options.js";
import { run } from "./run.js";

export { Client } from "./client.js";
export { XError } from "./error.js";
export { Job } from "./job.js";
export { formatList, parseList } from "./list-formats.js";
export { beginSignIn, completeSignIn, Session } from "./session.js";
export { extensionStore } from "./stores/extension.js";
export { indexedDbStore } from "./stores/indexed-db.js";
export { memoryStore } from "./stores/memory.js";

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
  return run(() => {
    const args = [tokenText(token), idText("sourceUserId", sourceUserId), idText("targetUserId", targetUserId)];
    const read = readOptions(options);
    const { baseUrl, maxRetries, maxRateLimitWaitMs } = read;
    return [read, (instance, call) => instance[name](call, TOKEN, ...args, baseUrl, maxRetries, maxRateLimitWaitMs)];
  });
}
