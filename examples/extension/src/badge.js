// What the toolbar button says: that something has failed, or how many are left of the list.
import { badgeOf } from "./badge-words.js";
import { readList } from "./lists.js";
import { readOutcome } from "./outcome.js";

/** Shows how things stand. */
export async function showBadge() {
  const [outcome, list] = await Promise.all([readOutcome(), readList()]);
  const { text, color, title } = badgeOf({ outcome, list });
  await Promise.all([
    chrome.action.setBadgeText({ text }),
    chrome.action.setBadgeBackgroundColor({ color }),
    chrome.action.setBadgeTextColor({ color: "#ffffff" }),
    chrome.action.setTitle({ title }),
  ]);
}
