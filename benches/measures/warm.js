import { able } from "../candidates/index.js";
import { ACCOUNT, TARGET } from "./world.js";

/** The time of a call with an instant fetch, in microseconds: all candidates in turns in one page or process. */
export const warm = (engine, counts) => inTurns(engine, counts, false);

/** The same of answers whose length is not told. */
export const chunked = (engine, counts) => inTurns(engine, counts, true);

async function inTurns(engine, { calls, rounds, warmUp }, isChunked) {
  const place = await engine.open();
  const ids = able(engine.kind, "warm", "instant");
  const times = await place.run("warm", { ids, calls, rounds, warmUp, isChunked, target: TARGET, ...ACCOUNT, ...engine.place });
  await place.close();
  return times;
}
