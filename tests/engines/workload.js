// Worlds with a list to carry out, and a clock of which days pass in seconds.
import { world } from "../support/world.js";

const FIRST = 7_000_000_000_000_000_000n;

export const MINUTE = 60_000;
export const WINDOW = 15 * MINUTE;
export const DAY = 96 * WINDOW;

/** The IDs of so many accounts, one after the other. */
export function idsFrom(count, first = FIRST) {
  return Array.from({ length: count }, (_, at) => String(first + BigInt(at)));
}

/**
 * A world with `count` accounts to mute, whose headers any page may read, and a client there. `limits` are those of the
 * world, `options` the client's; its `fetch` is called when the world's clock has been put right.
 */
export async function workload(env, assert, count, { limits = [], options = {} } = {}) {
  const api = await import(env.pkg + env.clientEntry);
  const here = await world(env.xServer, `${env.engine} ${assert.test.testId}`);
  const { baseUrl, token, me, control } = here;
  const ids = idsFrom(count);
  await control("POST", "cors", { allow_origin: "*", expose_headers: true });
  if (count > 0) await control("POST", "accounts", { generate: { count, first_id: ids[0] } });
  for (const limit of limits) await control("POST", "limits", limit);
  const clock = follower(control);
  const clientWith = (more) => {
    const { fetch, ...rest } = { ...options, ...more };
    return new api.Client({ auth: token, userId: me, baseUrl, clock, ...rest, fetch: clock.before(fetch) });
  };
  /** What has been asked of X, in order: the method and whom it was about. */
  const sent = async () => (await here.requests()).filter(({ path }) => path.includes("/muting")).map(({ method, path, body, status, at_ms: at }) => {
    const action = method === "POST" ? "mute" : "unmute";
    return { action, id: action === "mute" ? JSON.parse(body).target_user_id : path.split("/").at(-1), status, at };
  });
  const plan = planOf(me, ids);
  return { ...api, ...here, clock, ids, plan, sent, clientWith, client: clientWith() };
}

/** A plan, as plan() gives it. */
export function planOf(userId, mute, unmute = []) {
  const entries = (ids) => ids.map((id) => ({ id }));
  return {
    version: 1, userId, mute: entries(mute), unmute: entries(unmute), skipped: [], usersRead: 0,
    requests: { reads: 0, writes: mute.length + unmute.length },
    windows: Math.ceil(mute.length / 50), earliestEnd: new Date().toISOString(), limits: "assumed",
  };
}

/** A Clock on which all waits are over at once. The world's follows it before each request that goes there. */
function follower(control) {
  let ahead = 0;
  let behind = 0;
  const clock = {
    now: () => Date.now() + ahead,
    async wait(milliseconds, signal) {
      signal?.throwIfAborted();
      clock.pass(milliseconds);
      await clock.onWait?.(milliseconds, signal);
    },
    pass(milliseconds) {
      ahead += milliseconds;
      behind += milliseconds;
    },
    /** Sets it, and not the world's. */
    set(milliseconds) {
      ahead += milliseconds;
    },
    async settle() {
      const milliseconds = Math.ceil(behind);
      behind = 0;
      if (milliseconds > 0) await control("POST", "clock", { advance_ms: milliseconds });
    },
    before: (fetch = (...args) => globalThis.fetch(...args)) => async (...args) => {
      await clock.settle();
      return fetch(...args);
    },
  };
  return clock;
}

/** A fetch whose answers have no headers that tell of limits, as those of a proxy that does not expose them. */
export async function withoutHeaders(...args) {
  const { status, body } = await fetch(...args);
  return new Response(body, { status });
}
