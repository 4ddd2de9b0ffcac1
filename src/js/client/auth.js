import { href, invalid, kindOf, text } from "../options.js";
import { hasMember, member, members } from "../own.js";

/**
 * Reads an Auth: a token, keys, or that there is a proxy, for Rust, or a function to ask; and fetch's `credentials`.
 */
export function readAuth(auth) {
  if (typeof auth === "string") return read({ token: auth });
  if (typeof auth === "function") return read({ ask: auth });
  if (typeof member(auth, "accessToken") === "function") return read({ ask: (why) => auth.accessToken(why) });
  if (member(auth, "proxy") === true) return read({ isProxy: true, credentials: "same-origin" });
  if (hasMember(auth, "consumerKey")) return read({ keys: readKeys(auth) });
  throw invalid(`auth must be a token, a function that gives one, a Session, OAuth 1.0a keys or { proxy: true }; it was ${kindOf(auth)}`);
}

function read(auth) {
  return { __proto__: null, isProxy: false, ...auth };
}

const KEYS = ["consumerKey", "consumerSecret", "accessToken", "accessTokenSecret"];

function readKeys(auth) {
  const keys = members(auth, ["signedBaseUrl", ...KEYS]);
  for (const name of KEYS) text(`auth.${name}`, keys[name]);
  if (keys.signedBaseUrl !== undefined) keys.signedBaseUrl = href("auth.signedBaseUrl", keys.signedBaseUrl);
  return keys;
}
