import { TOKEN } from "./auth.js";
import { load } from "./load.js";
import { muting } from "./muting.js";
import { idText, readOptions, tokenText } from "./options.js";

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
  return muting("mute", () => read(token, sourceUserId, targetUserId, options));
}

/** `DELETE /2/users/:source_user_id/muting/:target_user_id` */
export function unmute(token, sourceUserId, targetUserId, options) {
  return muting("unmute", () => read(token, sourceUserId, targetUserId, options));
}

function read(token, sourceUserId, targetUserId, options) {
  const who = { __proto__: null, scheme: TOKEN, auth: tokenText(token) };
  const [source, target] = [idText("sourceUserId", sourceUserId), idText("targetUserId", targetUserId)];
  return [source, target, readOptions(options, undefined, who)];
}
