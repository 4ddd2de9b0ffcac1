import { inTurns, muted, open } from "./candidates.js";
import { real } from "./network.js";

/** Real requests, so many at once: of each candidate and round the calls a second, and the times of calls in milliseconds. */
export async function crowd({ ids, atOnce, calls, rounds, target, ...place }) {
  real();
  const opened = await open(ids, place);
  const found = Object.fromEntries(ids.map((id) => [id, []]));
  for (const id of ids) await together(id, opened[id], atOnce, atOnce, target);
  for (let round = 0; round < rounds; round += 1) {
    for (const id of inTurns(ids, round)) found[id].push(await together(id, opened[id], atOnce, calls, target));
  }
  return found;
}

async function together(id, { mute }, atOnce, calls, target) {
  const times = [];
  let begun = 0;
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, async () => {
    while (begun < calls) {
      begun += 1;
      const sent = performance.now();
      muted(id, await mute(target));
      times.push(performance.now() - sent);
    }
  }));
  return { perSecond: calls / (performance.now() - start) * 1_000, times };
}
