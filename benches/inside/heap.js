import { muted, open } from "./candidates.js";
import { answered, instant } from "./network.js";

let opened;

/** Opens the candidates, and calls each often enough for everything to have come up. */
export async function warmHeap({ ids, warmUp, target, ...place }) {
  answered(instant);
  opened = await open(ids, place);
  for (const id of ids) {
    for (let call = 0; call < warmUp; call += 1) muted(id, await opened[id].mute(target));
  }
}

/** Some calls of a candidate; who asks reads the heap before and after. */
export async function call({ id, calls, target }) {
  const { mute } = opened[id];
  for (let done = 0; done < calls; done += 1) await mute(target);
}
