// @ts-check
import { href, invalid, kindOf, optionsOf, text } from "../options.js";
import { hasMember, member } from "../own.js";

/**
 * @import { OAuth1, Session } from "x-mutes/client"
 * @import { ReadAuth } from "./types.d.ts"
 */

/**
 * Reads an Auth: a token, a function to ask for one, keys, or that there is a proxy.
 *
 * @param {unknown} auth
 * @returns {ReadAuth}
 */
export function readAuth(auth) {
  if (typeof auth === "string") return read({ token: auth });
  if (typeof auth === "function") return read({ ask: /** @type {ReadAuth["ask"]} */ (auth) });
  if (typeof member(auth, "accessToken") === "function") return read({ ask: (why) => /** @type {Session} */ (auth).accessToken(why) });
  if (member(auth, "proxy") === true) {
    optionsOf("auth", auth, ["proxy"]);
    return read({ isProxy: true });
  }
  if (hasMember(auth, "consumerKey")) return read({ keys: readKeys(auth) });
  throw invalid(`auth must be a token, a function that gives one, a Session, OAuth 1.0a keys or { proxy: true }; it was ${kindOf(auth)}`);
}

/**
 * @param {Partial<ReadAuth>} auth
 * @returns {ReadAuth}
 */
function read(auth) {
  return { __proto__: null, isProxy: false, ...auth };
}

const KEYS = /** @type {const} */ (["consumerKey", "consumerSecret", "accessToken", "accessTokenSecret"]);

/** @param {unknown} auth */
function readKeys(auth) {
  const keys = optionsOf("auth", auth, ["signedBaseUrl", ...KEYS]);
  for (const name of KEYS) text(`auth.${name}`, keys[name]);
  if (keys.signedBaseUrl !== undefined) keys.signedBaseUrl = href("auth.signedBaseUrl", keys.signedBaseUrl);
  return /** @type {OAuth1} */ (keys);
}
