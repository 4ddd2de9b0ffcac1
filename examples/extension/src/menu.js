// The context menu on links to X and on X's own pages. Who is meant, the address says: no script runs on any page.
import { whoIsAt } from "./address.js";
import { change } from "./people.js";

const ON_X = ["https://x.com/*", "https://*.x.com/*", "https://twitter.com/*", "https://*.twitter.com/*"];

const TITLES = { mute: "Mute this account on X", unmute: "Unmute this account on X" };

/** Once, when the extension is installed: browsers keep the items. */
export async function createMenu() {
  await chrome.contextMenus.removeAll();
  for (const [action, title] of Object.entries(TITLES)) {
    chrome.contextMenus.create({ id: `${action} link`, title, contexts: ["link"], targetUrlPatterns: ON_X });
    chrome.contextMenus.create({ id: `${action} page`, title, contexts: ["page"], documentUrlPatterns: ON_X });
  }
}

/** @param {{ menuItemId: string | number, linkUrl?: string, pageUrl?: string }} click */
export async function chosen({ menuItemId, linkUrl, pageUrl }) {
  const [action, where] = String(menuItemId).split(" ");
  const { error } = await change(action, whoIsAt((where === "link" ? linkUrl : pageUrl) ?? ""));
  // The popup says what failed. Where the browser does not open it now, the badge asks to.
  if (error) await chrome.action.openPopup().catch(() => {});
}
