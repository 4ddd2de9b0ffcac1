import { able } from "../candidates/index.js";
import { ACCOUNT, crowded } from "./world.js";

/** Listing everyone who is muted, from the stand-in, in milliseconds: in turns in one page or process. */
export async function listing(engine, { listed, listRounds }) {
  const target = await crowded(listed);
  const place = await engine.open();
  const ids = able(engine.kind, "loopback", "list");
  const times = await place.run("listing", { ids, count: listed, rounds: listRounds, target, ...ACCOUNT, ...engine.place });
  await place.close();
  return times;
}
