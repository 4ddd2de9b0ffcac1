import { open } from "./candidates.js";
import { allocationsSoFar, countCrossings } from "./memories.js";
import { answered, instant } from "./network.js";

/** Of `calls` calls the mean: how often one goes into wasm and out of it, by functions, and how often Rust allocates. */
export async function crossings({ id, calls, target, ...place }) {
  answered(instant);
  const count = countCrossings();
  const { [id]: candidate } = await open([id], place);
  await candidate.mute(target);
  const [before, allocated] = [structuredClone(count), allocationsSoFar()];
  for (let call = 0; call < calls; call += 1) await candidate.mute(target);
  const ways = Object.entries(count).map(([way, names]) => [way, perCall(names, before[way], calls)]);
  return { ...Object.fromEntries(ways), allocations: (allocationsSoFar() - allocated) / calls };
}

function perCall(names, before, calls) {
  const means = Object.entries(names).map(([name, count]) => [name, (count - (before[name] ?? 0)) / calls]);
  return Object.fromEntries(means.filter(([, mean]) => mean > 0));
}
