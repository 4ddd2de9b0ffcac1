// @ts-check
import { text, withMethods } from "../../options.js";
import { member } from "../../own.js";

/** @import { Store } from "x-mutes/client" */

/**
 * A Store, as it was given. Stores of one name are the same in all contexts, and locks are named after it: all stores without a name
 * would share one lock.
 *
 * @param {unknown} store
 * @returns {Store}
 */
export function storeOf(store) {
  text("store.name", member(withMethods("store", "a Store, with a name, get(key) and update(key, change), as memoryStore() gives", store, "get", "update"), "name"));
  return /** @type {Store} */ (store);
}
