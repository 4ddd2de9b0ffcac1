import { Problem } from "./problem.js";

/** How many large requests of an account are worked on at once. */
const AT_ONCE = 2;

/**
 * How long one may keep a place, in milliseconds. Where the page goes away, the platform drops what is done for it, and
 * nothing that was to come after is run.
 */
const MOST_MS = 60_000;

/** What is under way of each account, here in this isolate, whose memory all share. */
const underWay = new Map();

/** Does this unless enough of the same account's is being done: a few large bodies are memory for all. */
export async function inTurn(user, work, now = Date.now) {
  const turn = { began: now() };
  const others = (underWay.get(user) ?? []).filter(({ began }) => began > turn.began - MOST_MS);
  if (others.length >= AT_ONCE) {
    throw new Problem(429, `${AT_ONCE} lists or plans of an account are worked on at once: try again`, { "retry-after": "5" });
  }
  underWay.set(user, [...others, turn]);
  try {
    return await work();
  } finally {
    const left = underWay.get(user)?.filter((other) => other !== turn) ?? [];
    if (left.length > 0) underWay.set(user, left);
    else underWay.delete(user);
  }
}
