// Who is signed in, with the one button that helps: signing in, signing out, or access to X.
import { mayReachX, readAccount } from "../account.js";
import { readSettings } from "../settings.js";
import { ask } from "./ask.js";
import { byId, show } from "./dom.js";
import { onPress, say } from "./say.js";

const HOSTS = { origins: chrome.runtime.getManifest().host_permissions };

/** @param {(state: { account?: import("../account.js").Account }) => void} onChange is told who it is, now and later */
export function showIdentity(onChange = () => {}) {
  onPress("sign-in", "Not signed in", async () => {
    say("X asks you in a window of its own…");
    await ask("signIn");
    say("Signed in.");
  });
  onPress("sign-out", "Signed out here, but X may take the token for two more hours", async () => {
    await ask("signOut");
    say("Signed out. X takes the token no more.");
  });
  onPress("allow", "Not allowed", async () => {
    await chrome.permissions.request(HOSTS);
    await refresh();
  });
  byId("open-options").addEventListener("click", () => chrome.runtime.openOptionsPage());
  chrome.storage.onChanged.addListener((changes) => {
    if (changes.account || changes.settings) refresh();
  });
  async function refresh() {
    const [account, { clientId }, hasAccess] = await Promise.all([readAccount(), readSettings(), mayReachX()]);
    const isIn = account !== undefined && !account.ended;
    byId("who").textContent = whoWords(account, clientId);
    show("allow", !hasAccess);
    show("open-options", hasAccess && clientId === "" && !location.pathname.startsWith("/options/"));
    show("sign-in", hasAccess && clientId !== "" && !isIn);
    show("sign-out", isIn);
    onChange({ account });
  }
  return refresh();
}

function whoWords(account, clientId) {
  if (account?.ended) return `Your sign-in as @${account.username} has ended.`;
  if (account) return `Signed in as @${account.username}.`;
  return clientId === "" ? "The extension needs the client ID of your app at X." : "Not signed in.";
}
