// What a call does at the border and in Rust, counted. In Node: it is the same in every engine.
import { pathToFileURL } from "node:url";
import { bundle, entryOf } from "../bundles.js";
import { openNode } from "../engines/node.js";
import { ACCOUNT, TARGET } from "./world.js";

/** It has a module that counts its allocations. */
const { PKG_WITH_TRAPS } = process.env;
const CALLS = 100;
const FOLDER = "target/bench/counting";
const OURS = ["x-mutes", "x-mutes-client"];

/** How often a warm call goes into wasm and out of it, and how often Rust allocates meanwhile. */
export async function crossings() {
  const engine = await openNode();
  const counting = { ...engine.place, bundles: `${pathToFileURL(FOLDER)}/` };
  const places = { floor: engine.place };
  for (const id of OURS) {
    await bundle("node", { entry: entryOf(id), packed: PKG_WITH_TRAPS }, `${FOLDER}/${id}.js`);
    places[id] = counting;
  }
  const found = {};
  for (const id of [...OURS, "floor"]) {
    const place = await engine.open();
    found[id] = await place.run("crossings", { id, calls: CALLS, target: TARGET, ...ACCOUNT, ...places[id] });
    await place.close();
  }
  return found;
}
