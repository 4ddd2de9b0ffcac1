// Who is measured, in the order of the tables, and what each cannot do.

const NO_FETCH = "its requests go through Node's own http: there is no fetch to replace";
const LIKE_CLIENT = "as x-mutes/client, once it is loaded";
const MUTES_ONLY = "it is mute and unmute only";
const NODE_ONLY = "Node only";

/**
 * @typedef {object} Candidate
 * @property {string} id the name of its file
 * @property {string} name how tables call it
 * @property {string} [package] the npm package whose version is told
 * @property {object} cannot what it cannot do, and why: be in a kind of engine ("node", "browser"), have an instant fetch
 *   ("instant"; "instantInNode" only there), be warm ("warm"), talk to the stand-in ("loopback"), or list who is muted ("list")
 */

/** @type {Candidate[]} */
export const CANDIDATES = [
  { id: "x-mutes", name: "x-mutes", cannot: { list: MUTES_ONLY } },
  { id: "x-mutes-client", name: "x-mutes/client", cannot: {} },
  {
    id: "x-mutes-client-inline", name: "x-mutes/client/inline",
    cannot: { node: "in Node x-mutes/client is the same", warm: LIKE_CLIENT, loopback: LIKE_CLIENT },
  },
  { id: "xdk", name: "@xdevplatform/xdk", package: "@xdevplatform/xdk", cannot: {} },
  { id: "twitter-api-v2", name: "twitter-api-v2", package: "twitter-api-v2", cannot: { browser: NODE_ONLY, instant: NO_FETCH } },
  { id: "twitter-api-sdk", name: "twitter-api-sdk", package: "twitter-api-sdk", cannot: { instantInNode: NO_FETCH } },
  { id: "by-hand", name: "by hand, with the same checks", cannot: { list: MUTES_ONLY } },
  { id: "plain-fetch", name: "plain fetch", cannot: {} },
  { id: "floor", name: "the floor", cannot: { list: "it is mute only", loopback: "it is there for the time of a call" } },
];

/** Why a candidate cannot do `what` in a kind of engine; undefined where it can. */
export function whyNot({ cannot }, what, kind) {
  return cannot[kind] ?? cannot[what] ?? cannot[`${what}In${kind === "node" ? "Node" : "Browsers"}`];
}

/** Those that can do all of `whats` there. */
export function able(kind, ...whats) {
  return CANDIDATES.filter((candidate) => whats.every((what) => whyNot(candidate, what, kind) === undefined)).map(({ id }) => id);
}
