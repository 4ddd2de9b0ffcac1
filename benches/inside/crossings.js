import { open } from "./candidates.js";
import { countCrossings } from "./memories.js";
import { answered, instant } from "./network.js";

/** How often a call goes into wasm and out of it, by the names of the functions: of `calls` calls, the mean. */
export async function crossings({ id, calls, target, ...place }) {
  answered(instant);
  const count = countCrossings();
  const { [id]: candidate } = await open([id], place);
  await candidate.mute(target);
  const before = structuredClone(count);
  for (let call = 0; call < calls; call += 1) await candidate.mute(target);
  return Object.fromEntries(Object.entries(count).map(([way, names]) => [way, perCall(names, before[way], calls)]));
}

function perCall(names, before, calls) {
  const means = Object.entries(names).map(([name, count]) => [name, (count - (before[name] ?? 0)) / calls]);
  return Object.fromEntries(means.filter(([, mean]) => mean > 0));
}
