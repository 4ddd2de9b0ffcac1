// What the user has chosen on the options page.
import { CLIENT_ID } from "./config.js";

const DEFAULTS = {
  /** The OAuth 2.0 client ID of the user's app at X. */
  clientId: CLIENT_ID,
  /** Whether lists leave out whom the user follows, and who follows the user. */
  skipFollowing: true,
  skipFollowers: false,
  /** @type {"even" | "burst"} */
  pace: "even",
  /** At most so many mutes and unmutes of a list in 24 hours; 0: as many as X lets. */
  maxPerDay: 0,
};

/** @returns {Promise<typeof DEFAULTS>} */
export async function readSettings() {
  const { settings } = await chrome.storage.local.get("settings");
  return { ...DEFAULTS, ...settings };
}

/** @param {Partial<typeof DEFAULTS>} changed */
export async function writeSettings(changed) {
  await chrome.storage.local.set({ settings: { ...await readSettings(), ...changed } });
}
