import { able } from "../candidates/index.js";
import { inTurns } from "../inside/candidates.js";
import { ACCOUNT, TARGET } from "./world.js";

/** Those that bring a module of the package's, each with one of its own. */
export const OURS = ["x-mutes", "x-mutes-client"];

/** The bytes of WebAssembly memory after the first calls, and those that a call takes of the heap where that is told. */
export async function heap(engine, counts) {
  const wasm = {};
  for (const id of OURS) wasm[id] = await wasmAfter(engine, id, counts);
  return { wasm, aCall: engine.tellsHeap ? await perCall(engine, counts) : {} };
}

async function wasmAfter(engine, id, { warmUp }) {
  const place = await engine.open();
  await place.run("warmHeap", { ids: [id], warmUp, target: TARGET, ...ACCOUNT, ...engine.place });
  const bytes = await place.run("wasmBytes");
  await place.close();
  return bytes;
}

async function perCall(engine, { heapCalls, heapRounds, warmUp }) {
  const place = await engine.open();
  const ids = able(engine.kind, "warm", "instant");
  await place.run("warmHeap", { ids, warmUp, target: TARGET, ...ACCOUNT, ...engine.place });
  const taken = Object.fromEntries(ids.map((id) => [id, []]));
  for (let round = 0; round < heapRounds; round += 1) {
    for (const id of inTurns(ids, round)) {
      const before = await place.heap();
      await place.run("call", { id, calls: heapCalls, target: TARGET });
      taken[id].push((await place.heap({ garbage: true }) - before) / heapCalls);
    }
  }
  await place.close();
  return taken;
}
