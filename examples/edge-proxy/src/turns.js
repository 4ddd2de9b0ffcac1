import { Problem } from "./problem.js";

/** How many large requests of an account are worked on at once. */
const AT_ONCE = 2;

/** How many there are of each account, here in this isolate, whose memory all share. */
const underWay = new Map();

/** Does this unless enough of the same account's is being done: a few large bodies are memory for all. */
export async function inTurn(user, work) {
  const count = underWay.get(user) ?? 0;
  if (count >= AT_ONCE) {
    throw new Problem(429, `${AT_ONCE} lists or plans of an account are worked on at once: try again`, { "retry-after": "5" });
  }
  underWay.set(user, count + 1);
  try {
    return await work();
  } finally {
    const left = underWay.get(user) - 1;
    if (left > 0) underWay.set(user, left);
    else underWay.delete(user);
  }
}
