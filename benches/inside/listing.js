import { inTurns, open } from "./candidates.js";
import { real } from "./network.js";

/** Everyone who is muted, from the stand-in: milliseconds by candidate, one number a round. */
export async function listing({ ids, count, rounds, target, ...place }) {
  real();
  const opened = await open(ids, place);
  // What a first call loads is not listing. The target is muted already.
  for (const id of ids) await opened[id].mute(target);
  const times = Object.fromEntries(ids.map((id) => [id, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const id of inTurns(ids, round)) {
      const start = performance.now();
      const found = await opened[id].muted();
      times[id].push(performance.now() - start);
      if (new Set(found).size !== count) throw new Error(`${id} found ${new Set(found).size} of ${count}`);
    }
  }
  return times;
}
