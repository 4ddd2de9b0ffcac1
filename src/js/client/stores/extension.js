// @ts-check
import { lock } from "../lock.js";
import { withMethods } from "../../options.js";
import { ownMember } from "../../own.js";
import { platform } from "../../runtime.js";

/** @typedef {{ get(key: string): Promise<unknown>, set(items: object): Promise<void>, remove(key: string): Promise<void> }} Area */

/** How long an update may wait for other ones, in milliseconds. */
const LOCK_MS = 10_000;

/**
 * A store in an area of an extension's storage. The area has no transactions: a lock takes their place.
 *
 * @type {typeof import("x-mutes/client").extensionStore}
 */
export function extensionStore(given) {
  /** @type {Area} */
  const area = withMethods("area", "a storage area, like chrome.storage.local", given, "get", "set", "remove");
  const name = `extension:${areaName(area)}`;
  // The area has the extension's own keys, too.
  /** @param {string} key */
  const own = (key) => `x-mutes:${key}`;
  /** @param {string} key */
  const get = async (key) => /** @type {string | undefined} */ (ownMember(await area.get(own(key)), own(key)));
  /** @param {string} key @param {(old: string | undefined) => string | undefined} change */
  const update = async (key, change) => {
    const release = await lock(`update of ${key} in ${name}`, LOCK_MS);
    try {
      const value = change(await get(key));
      await (value === undefined ? area.remove(own(key)) : area.set({ [own(key)]: value }));
    } finally {
      release();
    }
  };
  return { name, get, update };
}

/**
 * The area's name. One that is not known is taken for local: a wrapper of that is another object in each context.
 *
 * @param {object} area
 */
function areaName(area) {
  /** @param {string} name */
  const isNamed = (name) => /** @type {const} */ (["browser", "chrome"]).map(platform).some((api) => api?.storage?.[name] === area);
  return ["session", "sync"].find(isNamed) ?? "local";
}
