import { href, invalid, kindOf, text } from "../options.js";
import { hasMember, member, members } from "../own.js";

/** The schemes of src/exports/calls.rs; the first is for the argument `token`, the last for a token as `auth`. */
const ASKED = 1;
const OAUTH1 = 2;
const PROXY = 3;
const BEARER = 4;

/**
 * Reads an Auth: a scheme and its text for Rust, the function to ask, where there is one, and fetch's `credentials`.
 */
export function readAuth(auth) {
  if (typeof auth === "string") return { __proto__: null, scheme: BEARER, auth };
  if (typeof auth === "function") return { __proto__: null, scheme: ASKED, auth: "", ask: auth };
  if (typeof member(auth, "accessToken") === "function") {
    return { __proto__: null, scheme: ASKED, auth: "", ask: (why) => auth.accessToken(why) };
  }
  if (member(auth, "proxy") === true) return { __proto__: null, scheme: PROXY, auth: "", credentials: "same-origin" };
  if (hasMember(auth, "consumerKey")) return { __proto__: null, scheme: OAUTH1, auth: keys(auth) };
  throw invalid(`auth must be a token, a function that gives one, a Session, OAuth 1.0a keys or { proxy: true }; it was ${kindOf(auth)}`);
}

const KEYS = ["consumerKey", "consumerSecret", "accessToken", "accessTokenSecret"];

/** With commas between; one with a comma in it, Rust refuses for the space. */
function keys(auth) {
  const { signedBaseUrl, ...given } = members(auth, ["signedBaseUrl", ...KEYS]);
  const lines = KEYS.map((name) => text(`auth.${name}`, given[name]));
  return [...lines.map((line) => line.replaceAll(",", " ")), signedBaseUrl === undefined ? "" : href("auth.signedBaseUrl", signedBaseUrl)].join();
}
