// What a call does at the border and in Rust, counted. In Node: it is the same in every engine.
import { pathToFileURL } from "node:url";
import { bundle, entryOf } from "../bundles.js";
import { openNode } from "../engines/node.js";
import { ACCOUNT, TARGET } from "./world.js";

/** It has a module that counts its allocations. */
const { PKG_WITH_TRAPS } = process.env;
const CALLS = 100;
const FOLDER = "target/bench/counting";

/** How often a warm call goes into wasm and out of it, and how often Rust allocates meanwhile. */
export async function crossings() {
  const engine = await openNode();
  await bundle("node", { entry: entryOf("x-mutes"), packed: PKG_WITH_TRAPS }, `${FOLDER}/x-mutes.js`);
  const places = { "x-mutes": { ...engine.place, bundles: `${pathToFileURL(FOLDER)}/` }, floor: engine.place };
  const found = {};
  for (const [id, where] of Object.entries(places)) {
    const place = await engine.open();
    found[id] = await place.run("crossings", { id, calls: CALLS, target: TARGET, ...ACCOUNT, ...where });
    await place.close();
  }
  return found;
}
