// Who is signed in. The package keeps the session in the extension's storage, where the worker and all pages find it.
import { beginSignIn, Client, completeSignIn, extensionStore, Session } from "./x-mutes/client.js";
import { API, AUTHORIZE_URL } from "./config.js";
import { needsSignIn, Problem } from "./problem.js";
import { readSettings } from "./settings.js";

export const store = extensionStore(chrome.storage.local);

/** @typedef {{ id: string, username: string, ended?: true }} Account `ended` once X takes the session no more */

/** Who has signed in last, until they sign out. @returns {Promise<Account | undefined>} */
export async function readAccount() {
  return (await chrome.storage.local.get("account")).account;
}

/** Shows X's page, and keeps the session of whoever allows it there. For the worker: a popup closes when that opens. */
export async function signIn() {
  const { clientId } = await readSettings();
  if (clientId === "") throw new Problem("no_client_id");
  await demandAccess();
  const redirectUri = chrome.identity.getRedirectURL();
  const { url, pending } = await beginSignIn({ clientId, redirectUri, authorizeUrl: AUTHORIZE_URL });
  const session = await completeSignIn(await allowed(url), pending, { store, baseUrl: API });
  try {
    const { id, username } = await new Client({ auth: session, baseUrl: API }).me();
    await chrome.storage.local.set({ account: { id, username } });
  } catch (error) {
    // A session of nobody knows whom is of no use.
    await session.signOut().catch(() => {});
    throw error;
  }
}

/** Whether the browser lets the extension reach X: users can take that away. */
export function mayReachX() {
  return chrome.permissions.contains({ origins: chrome.runtime.getManifest().host_permissions });
}

async function demandAccess() {
  if (!await mayReachX()) throw new Problem("no_access");
}

/** Where X sends whoever has answered its page. */
async function allowed(url) {
  let callback;
  try {
    callback = await chrome.identity.launchWebAuthFlow({ url, interactive: true });
  } catch (thrown) {
    throw new Problem("not_allowed", thrown.message);
  }
  return callback ?? Promise.reject(new Problem("not_allowed", "X's page was closed"));
}

/** Revokes the session at X, and forgets it; here also where X cannot be told, which it then rejects with. */
export async function signOut() {
  const session = await restore();
  await chrome.storage.local.remove("account");
  await session?.signOut();
}

async function restore() {
  const { clientId } = await readSettings();
  return clientId === "" ? undefined : Session.restore({ clientId, store, baseUrl: API });
}

/**
 * Does something as whoever is signed in; notes when the session has ended.
 *
 * @template T
 * @param {(client: Client) => Promise<T>} use
 */
export async function withClient(use) {
  try {
    await demandAccess();
    const [account, session] = await Promise.all([readAccount(), restore()]);
    if (account === undefined || session === undefined) throw new Problem("signed_out");
    return await use(new Client({ auth: session, userId: account.id, baseUrl: API }));
  } catch (error) {
    if (needsSignIn(error)) await noteEnd();
    throw error;
  }
}

async function noteEnd() {
  const account = await readAccount();
  if (account !== undefined) await chrome.storage.local.set({ account: { ...account, ended: true } });
}
