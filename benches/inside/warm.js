import { inTurns, muted, open } from "./candidates.js";
import { answered, chunked, instant } from "./network.js";

/** The time of one call after many, with an instant fetch: microseconds by candidate, one number a round. */
export async function warm({ ids, calls, rounds, warmUp, target, isChunked, ...place }) {
  answered(isChunked ? chunked : instant);
  const opened = await open(ids, place);
  const times = Object.fromEntries(ids.map((id) => [id, []]));
  for (const id of ids) {
    for (let call = 0; call < warmUp; call += 1) muted(id, await opened[id].mute(target));
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const id of inTurns(ids, round)) {
      const { mute } = opened[id];
      const start = performance.now();
      for (let call = 0; call < calls; call += 1) await mute(target);
      times[id].push((performance.now() - start) * 1_000 / calls);
    }
  }
  return times;
}
