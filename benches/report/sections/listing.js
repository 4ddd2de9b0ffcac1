import { number } from "../markdown.js";
import { byCandidate } from "./candidates.js";

export function listing({ engines, circumstances }) {
  return `## Listing ${number(circumstances.counts.listed)} muted accounts

Milliseconds, from the stand-in in pages of 1,000, without its limit; in browsers through the proxy on the page's origin.

${byCandidate(engines, "listing", ["loopback", "list"], (results, { candidate: { id } }) => results[id])}`;
}
