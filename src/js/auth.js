import { href, invalid, kindOf, text } from "./options.js";

/** The schemes of src/exports/calls.rs; the first is for the argument `token`, the last for a token as `auth`. */
export const TOKEN = 0;
const ASKED = 1;
const OAUTH1 = 2;
const PROXY = 3;
const BEARER = 4;

/**
 * Reads an Auth: a scheme and its text for Rust, the function to ask, where there is one, and fetch's `credentials`.
 */
export function readAuth(auth) {
  if (typeof auth === "string") return { scheme: BEARER, auth };
  if (typeof auth === "function") return { scheme: ASKED, auth: "", ask: auth };
  if (typeof auth?.accessToken === "function") return { scheme: ASKED, auth: "", ask: (why) => auth.accessToken(why) };
  if (auth?.proxy === true) return { scheme: PROXY, auth: "", credentials: "same-origin" };
  if (typeof auth === "object" && auth !== null && "consumerKey" in auth) return { scheme: OAUTH1, auth: keys(auth) };
  throw invalid(`auth must be a token, a function that gives one, a Session, OAuth 1.0a keys or { proxy: true }; it was ${kindOf(auth)}`);
}

/** With commas between; one with a comma in it, Rust refuses for the space. */
function keys(auth) {
  const { signedBaseUrl } = auth;
  const lines = ["consumerKey", "consumerSecret", "accessToken", "accessTokenSecret"].map((name) => text(`auth.${name}`, auth[name]));
  return [...lines.map((line) => line.replaceAll(",", " ")), signedBaseUrl === undefined ? "" : href("auth.signedBaseUrl", signedBaseUrl)].join();
}
