// @ts-check
import { complete } from "./module.js";

export { XError } from "../error.js";
export { Client } from "./client.js";
export { Job } from "./job.js";
export { formatList, parseList } from "./list-formats.js";
export { beginSignIn, completeSignIn, Session } from "./session.js";
export { extensionStore } from "./stores/extension.js";
export { indexedDbStore } from "./stores/indexed-db.js";
export { memoryStore } from "./stores/memory.js";

/**
 * Loads and compiles the module.
 *
 * @type {typeof import("x-mutes/client").default}
 */
export default async function init(wasm) {
  await complete.load(wasm);
}
