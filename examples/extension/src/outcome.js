// What came of what the user has asked for last: kept until they have seen it, for they may have closed the popup
// meanwhile, or have used the context menu.

/**
 * @typedef {object} Outcome
 * @property {"mute" | "unmute" | "signIn"} action
 * @property {{ id?: string, username?: string }} [who]
 * @property {ReturnType<typeof import("./problem.js").plain>} [error]
 */

/** @param {Outcome} outcome */
export async function keepOutcome(outcome) {
  await chrome.storage.local.set({ outcome });
  return outcome;
}

/** @returns {Promise<Outcome | undefined>} */
export async function readOutcome() {
  return (await chrome.storage.local.get("outcome")).outcome;
}

export async function forgetOutcome() {
  await chrome.storage.local.remove("outcome");
}
