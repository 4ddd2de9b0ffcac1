// Asking X about everybody on a list. In the page: it is there as long as somebody waits for the plan.
import { withClient } from "../account.js";
import { byId, show } from "../parts/dom.js";
import { say } from "../parts/say.js";
import { planning } from "../words.js";

/** A window of X's and a little: the page waits for the next one where a long list takes several. */
const WAIT_MS = 16 * 60_000;

/**
 * The plan, or undefined where the user has cancelled.
 *
 * @param {import("../x-mutes/client.js").ParsedList} people
 * @param {{ skipFollowing: boolean, skipFollowers: boolean }} settings
 */
export async function makePlan({ entries }, { skipFollowing, skipFollowers }) {
  const controller = new AbortController();
  const { signal } = controller;
  byId("cancel").onclick = () => controller.abort();
  show("cancel", true);
  try {
    return await withClient((client) => client.plan({ mute: { entries } }, {
      skip: { following: skipFollowing, followers: skipFollowers },
      maxRateLimitWaitMs: WAIT_MS,
      onProgress: (progress) => say(planning(progress)),
      signal,
    }));
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  } finally {
    show("cancel", false);
  }
}
