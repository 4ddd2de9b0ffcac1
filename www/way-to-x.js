// @ts-check
import { beginSignIn, completeSignIn } from "./pkg/client.js";

/** Under this, this tab remembers the sign-in that it has begun. */
const PENDING = "x-mutes demo: sign-in";

/** Somebody came along the way back from X who was not sent there. */
export class Stranger extends Error {
  kind = "stranger";

  constructor() {
    super("this tab has begun no sign-in");
  }
}

/**
 * Sends the tab to X's page.
 * @param {import("./setup.js").App} app
 */
export async function goToX({ clientId, authorizeUrl }) {
  const redirectUri = new URL("./", location.href).href;
  const { url, pending } = await beginSignIn({ clientId, redirectUri, authorizeUrl });
  sessionStorage.setItem(PENDING, JSON.stringify(pending));
  location.assign(url);
}

/** The address that X has sent the tab back to, if it has. It goes from the address bar and the history at once: a code is in it. */
export function takeCallback() {
  const { href, search, pathname } = location;
  const query = new URLSearchParams(search);
  if (!query.has("state") || !(query.has("code") || query.has("error"))) return undefined;
  history.replaceState(null, "", pathname);
  return href;
}

/**
 * The session of whoever has come back.
 * @param {string} callback
 * @param {import("./pkg/client.js").SessionOptions} options
 */
export async function comeBack(callback, options) {
  const pending = sessionStorage.getItem(PENDING);
  sessionStorage.removeItem(PENDING);
  if (pending === null) throw new Stranger();
  return completeSignIn(callback, JSON.parse(pending), options);
}
