import { text, withMethods } from "../../options.js";
import { member } from "../../own.js";

/**
 * A Store, as it was given. Its name says what it shares with which other contexts, and locks are named after it: all stores
 * without one would share one lock.
 */
export function storeOf(store) {
  withMethods("store", "a Store", store, "get", "update");
  text("store.name", member(store, "name"));
  return store;
}
