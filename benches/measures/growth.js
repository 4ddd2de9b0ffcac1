import { slope } from "../report/statistics.js";

/** Calls in which everything comes up. */
const FIRST = 1_000;

/** What calls that meet everything leave, in bytes: the soak of tests/soak, for longer. */
export async function growth(engine, { growthCalls, growthStep }) {
  if (!engine.tellsHeap) return { why: "it tells no heap size" };
  const soak = await engine.openSoak();
  const readings = [];
  for (let calls = FIRST; calls <= FIRST + growthCalls; calls += growthStep) {
    const { surprises, memories } = await soak.run(calls === FIRST ? FIRST : growthStep);
    if (surprises.length > 0) throw new Error(`calls ended as they should not: ${surprises.join()}`);
    readings.push({ calls, heap: await soak.heap(), wasm: memories.reduce((sum, bytes) => sum + bytes, 0) });
  }
  await soak.close();
  const later = readings.at(-1).calls - FIRST;
  return {
    calls: later,
    // A leak is in all readings; a leap of the engine's own is in few (Theil and Sen).
    heap: slope(readings.map(({ calls, heap }) => [calls, heap])) * later,
    wasm: readings.at(-1).wasm - readings[0].wasm,
    readings,
  };
}
