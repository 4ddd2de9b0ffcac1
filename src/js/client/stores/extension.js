import { lock } from "../lock.js";
import { withMethods } from "../../options.js";
import { ownMember } from "../../own.js";
import { platform } from "../../runtime.js";

/** How long an update may wait for the others, in milliseconds. */
const LOCK_MS = 10_000;

/** A store in an area of an extension's storage, which has no transactions. */
export function extensionStore(area) {
  withMethods("area", "a storage area, like chrome.storage.local", area, "get", "set", "remove");
  const name = `extension:${areaName(area)}`;
  // The area is the extension's: its own keys are there, too.
  const own = (key) => `x-mutes:${key}`;
  const get = async (key) => ownMember(await area.get(own(key)), own(key));
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

/** What is not known is taken for local: whoever wraps that, wraps another object in each context. */
function areaName(area) {
  const isNamed = (name) => ["browser", "chrome"].map(platform).some((api) => api?.storage?.[name] === area);
  return ["session", "sync"].find(isNamed) ?? "local";
}
