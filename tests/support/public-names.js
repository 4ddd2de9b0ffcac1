/** What every entry of the package exports, beside `default`. */
export const NAMES = [
  "Client", "Job", "Session", "XError", "beginSignIn", "completeSignIn", "extensionStore", "formatList",
  "indexedDbStore", "memoryStore", "mute", "parseList", "unmute",
];
