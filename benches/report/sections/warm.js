import { byCandidate } from "./candidates.js";

export function warm({ engines }) {
  return `## Time of one call

Microseconds of one mute with a \`fetch\` that answers at once, after many: median and quartiles of rounds in which the candidates
took turns in one page or process. A new Response is made for each call, which is in all of these; it has the headers of a body that
was gzipped and whose length was told, as X's API v2 has been seen to answer. By hand is what one would write for the same checks,
time limit, retries and errors; the floor is a WebAssembly module that checks nothing, and makes one call out and one back.

${times(engines, "warm")}`;
}

export function chunked({ engines }) {
  return `## Time of one call, of a length that is not told

The same, of an answer in chunks, of which only its end tells how long it is. In WebKit x-mutes reads it as a stream, to be able to stop.
The budgets are held against the table before.

${times(engines, "chunked")}`;
}

function times(engines, measure) {
  return byCandidate(engines, measure, ["warm", "instant"], (results, { candidate: { id } }) => results[id]);
}
