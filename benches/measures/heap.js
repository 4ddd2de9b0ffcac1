import { able } from "../candidates/index.js";
import { inTurns } from "../inside/candidates.js";
import { ACCOUNT, TARGET } from "./world.js";

/** The bytes of WebAssembly memory after the first calls, and those that a call takes of the heap where that is told. */
export async function heap(engine, { heapCalls, heapRounds, warmUp }) {
  const place = await engine.open();
  const ids = able(engine.kind, "warm", "instant");
  await place.run("warmHeap", { ids: ["x-mutes"], warmUp, target: TARGET, ...ACCOUNT, ...engine.place });
  const wasm = await place.run("wasmBytes");
  const aCall = engine.tellsHeap ? await perCall(place, ids, engine, { heapCalls, heapRounds, warmUp }) : {};
  await place.close();
  return { wasm, aCall };
}

async function perCall(place, ids, engine, { heapCalls, heapRounds, warmUp }) {
  await place.run("warmHeap", { ids, warmUp, target: TARGET, ...ACCOUNT, ...engine.place });
  const taken = Object.fromEntries(ids.map((id) => [id, []]));
  for (let round = 0; round < heapRounds; round += 1) {
    for (const id of inTurns(ids, round)) {
      const before = await place.heap();
      await place.run("call", { id, calls: heapCalls, target: TARGET });
      taken[id].push((await place.heap({ garbage: true }) - before) / heapCalls);
    }
  }
  return taken;
}
