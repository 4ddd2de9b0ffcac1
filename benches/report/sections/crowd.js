import { enginesWith, number } from "../markdown.js";
import { median } from "../statistics.js";
import { byCandidate } from "./candidates.js";

export function crowd({ engines, circumstances }) {
  const tables = circumstances.counts.atOnce.map((many) => `**${number(many)} at once**

${byCandidate(engines, "crowd", ["loopback"], (results, { candidate }) => results[many][candidate.id], { show: shown })}`);
  return `## Many calls at once

Calls a second, and the milliseconds of one, p50 and p95; of each the median of the rounds. Against the stand-in over loopback,
which is a debug build on the same cores and bounds all alike. In browsers it is reached by a proxy on the page's own origin, as X
is; they have six connections to one, and the other calls wait. In Node, twitter-api-v2 is made to speak plain http.
${coarse(engines)}
${tables.join("\n\n")}`;
}

function shown({ perSecond, p50, p95 }) {
  return `${number(median(perSecond))}/s; ${number(median(p50))}, ${number(median(p95))}`;
}

function coarse(engines) {
  const isThere = enginesWith(engines, "crowd").some(({ engine }) => engine === "webkit");
  return isThere ? "WebKit's clock tells whole milliseconds only.\n" : "";
}
