import { able } from "../candidates/index.js";
import { ACCOUNT, TARGET } from "./world.js";

/** The time of a call with an instant fetch, in microseconds: all candidates in turns in one page or process. */
export async function warm(engine, { calls, rounds, warmUp }) {
  const place = await engine.open();
  const ids = able(engine.kind, "warm", "instant");
  const times = await place.run("warm", { ids, calls, rounds, warmUp, target: TARGET, ...ACCOUNT, ...engine.place });
  await place.close();
  return times;
}
