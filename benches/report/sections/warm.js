import { byCandidate } from "./candidates.js";

export function warm({ engines }) {
  return `## Time of one call

Microseconds of one mute with a \`fetch\` that answers at once, after many: median and quartiles of rounds in which the candidates
took turns in one page or process. A new Response is made for each call, which is in all of these. By hand is what one would
write for the same checks, time limit, retries and errors; the floor is a WebAssembly module that checks nothing, and makes one call
out and one back.

${byCandidate(engines, "warm", ["warm", "instant"], (results, { candidate: { id } }) => results[id])}`;
}
