import { CANDIDATES } from "../../candidates/index.js";
import { PRELOADS, ROUND_TRIP_MS } from "../../measures/cold.js";
import { byCandidate } from "./candidates.js";

/** Each candidate, and once more where it is preloaded. */
const ROWS = CANDIDATES.flatMap((candidate) => {
  const { id, name } = candidate;
  const row = { name, candidate, way: id };
  if (PRELOADS[id] === undefined) return [row];
  return [row, { name: `${name}, preloaded`, candidate, way: `${id} preloaded`, onlyIn: ["browser", "Node preloads nothing"] }];
});

export function cold({ engines }) {
  return `## Import to first request

Milliseconds from the \`import()\` to the first request, over loopback without a cache; each in a fresh tab or process, and each
candidate one script. x-mutes has its module in that; x-mutes/client fetches its own, but in Node. In a tab "preloaded" means that the
page's head had \`modulepreload\` for the script, and \`preload\` for the module, and that both had arrived. Node's own fetch, which it
loads when it is first used, was there in all.

${byCandidate(engines, "cold", ["instant"], (results, { way }) => results[way].firstRequest, { rows: ROWS })}

## The first call

Milliseconds of the first call after that import, with a \`fetch\` that answers at once. x-mutes and x-mutes/client load their modules
in it.

${byCandidate(engines, "cold", ["instant"], (results, { way }) => results[way].firstCall, { rows: ROWS })}`;
}

export function distant({ engines }) {
  return `## Import to first request, at a distance

The same, with the answer to each request delayed by ${ROUND_TRIP_MS} ms, the bandwidth unbounded. Of the engines here only Chromium can be
told to do that. Each candidate is one script and so one round trip, but x-mutes/client has a second one for its module.

${byCandidate(engines, "distant", ["instant"], (results, { candidate: { id } }) => results[id].firstRequest)}`;
}
