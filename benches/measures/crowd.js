import { able } from "../candidates/index.js";
import { quantile } from "../report/statistics.js";
import { ACCOUNT, TARGET, unlimited } from "./world.js";

/** Calls a second, and the times of calls in milliseconds, against the stand-in with 1, 10 and 100 at once. */
export async function crowd(engine, { atOnce, crowdCalls, crowdRounds }) {
  const ids = able(engine.kind, "loopback");
  const found = {};
  for (const many of atOnce) {
    await unlimited();
    const place = await engine.open();
    const rounds = await place.run("crowd", {
      ids, atOnce: many, calls: Math.max(crowdCalls, many), rounds: crowdRounds, target: TARGET, ...ACCOUNT, ...engine.place,
    });
    await place.close();
    found[many] = Object.fromEntries(Object.entries(rounds).map(([id, each]) => [id, {
      perSecond: each.map(({ perSecond }) => perSecond),
      p50: each.map(({ times }) => quantile(times, 0.5)),
      p95: each.map(({ times }) => quantile(times, 0.95)),
    }]));
  }
  return found;
}
