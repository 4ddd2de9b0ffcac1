import { ACCOUNT, TARGET } from "./world.js";

const CALLS = 100;

/** How often a warm call goes into wasm, and out of it. */
export async function crossings(engine) {
  const found = {};
  for (const id of ["x-mutes", "floor"]) {
    const place = await engine.open();
    found[id] = await place.run("crossings", { id, calls: CALLS, target: TARGET, ...ACCOUNT, ...engine.place });
    await place.close();
  }
  return found;
}
