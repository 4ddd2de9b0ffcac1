// Signing in at the stand-in, as a person does. In Node and in browsers.
import { world } from "./world.js";

const CLIENT_ID = "stand-in-client";

/** What a page can follow is on its own origin. */
const isPage = globalThis.location?.origin?.startsWith("http") ?? false;

/** Presses a button of X's page; gives the URL that X sends people back to. */
async function decide(url, decision) {
  const body = new URLSearchParams({ decision });
  const response = await fetch(url, { method: "POST", body, redirect: isPage ? "follow" : "manual" });
  // A page is not told where a redirect leads, but where it ended.
  const back = isPage && response.redirected ? response.url : response.headers.get("location");
  if (back === null) throw new Error(`X's page answered ${response.status}: ${await response.text()}`);
  return back;
}

/**
 * A world that people sign in to by the package `api`. `site` is the page's own origin, with a way to the stand-in; in
 * Node there is none.
 */
export async function signInWorld(api, { xServer, site }, name) {
  const here = await world(xServer, name);
  const { baseUrl, clock, control, requests } = here;
  const redirectUri = `${site ?? "https://app.example"}/back?of=x`;
  await control("POST", "clients", { client_id: CLIENT_ID, redirect_uris: [redirectUri] });
  const authorizeUrl = `${baseUrl.replace(xServer, site ?? xServer)}/i/oauth2/authorize`;
  const begin = (options) => api.beginSignIn({ clientId: CLIENT_ID, redirectUri, authorizeUrl, ...options });
  /** Those who have come back: what they began with, and where they are. */
  const back = async (options, decision = "allow") => {
    const { url, pending } = await begin(options);
    return { url, pending, callback: await decide(url, decision) };
  };
  const settings = (options) => ({ store: api.memoryStore(), baseUrl, clock, ...options });
  const signIn = async (options) => {
    const { callback, pending } = await back();
    return api.completeSignIn(callback, pending, settings(options));
  };
  /** The forms that the token endpoints have got. */
  const forms = async (which) => (await requests())
    .filter(({ path }) => path === `/2/oauth2/${which}`)
    .map(({ body, status }) => ({ ...Object.fromEntries(new URLSearchParams(body)), status }));
  const refreshes = async () => (await forms("token")).filter((form) => form.grant_type === "refresh_token").length;
  return { ...api, ...here, clientId: CLIENT_ID, redirectUri, authorizeUrl, begin, back, settings, signIn, forms, refreshes };
}
