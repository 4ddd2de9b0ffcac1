/** What "x-mutes" exports, beside `default`. */
export const INDEX_NAMES = ["XError", "mute", "unmute"];

/** What "x-mutes/client" exports, beside `default`, and "x-mutes/client/inline" as well. */
export const CLIENT_NAMES = [
  "Client", "Job", "Session", "XError", "beginSignIn", "completeSignIn", "extensionStore", "formatList",
  "indexedDbStore", "memoryStore", "parseList",
];
