// @ts-check
/** How long a lock that is being released may take to be free, in milliseconds. */
const GRACE_MS = 300;

/** @typedef {(release: () => void) => void} Take is called with the function that releases a lock, once that is had */

/**
 * The locks of this context that are held, by name, with those who wait for each, first come first. A lock that is free is not here.
 *
 * @type {Map<string, Set<Take>>}
 */
const lines = new Map();

/**
 * Waits for the lock of this name; first come, first served. Gives the function that releases it, which may be called again. Rejects
 * with `late` after `ms` milliseconds, and with the reason of `signal` if that aborts first.
 *
 * @param {string} name
 * @param {number} ms
 * @param {AbortSignal} [signal]
 * @param {Error} [late]
 * @returns {Promise<() => void>}
 */
export function lock(name, ms, signal, late = new Error(`the lock "${name}" was not free within ${ms} ms`)) {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    /** @param {unknown} why */
    const giveUp = (why) => {
      clearTimeout(timer);
      reject(why);
      controller.abort();
    };
    signal?.addEventListener("abort", () => giveUp(signal.reason));
    const timer = setTimeout(giveUp, ms, late);
    /** @param {(() => void) | undefined} release */
    const take = (release) => {
      clearTimeout(timer);
      resolve(() => {
        release?.();
        release = undefined;
      });
    };
    request(`x-mutes ${name}`, controller.signal, take).catch(giveUp);
  });
}

/**
 * Takes the lock of this name, and gives the function that releases it; undefined if the lock is held. It seems to be held for a moment
 * after it was released, or while another call of this function looks.
 *
 * @param {string} name
 */
export async function tryLock(name) {
  const late = new Error();
  try {
    return await lock(name, GRACE_MS, undefined, late);
  } catch (thrown) {
    if (thrown === late) return undefined;
    throw thrown;
  }
}

/**
 * Calls `take` when the lock is free, unless `signal` aborts before.
 *
 * @param {string} name
 * @param {AbortSignal} signal
 * @param {Take} take
 */
async function request(name, signal, take) {
  const locks = globalThis.navigator?.locks;
  try {
    // An abort while the lock is on its way here is too late for the platform.
    /** @returns {Promise<void> | undefined} */
    const hold = () => (signal.aborted ? undefined : new Promise(take));
    if (locks) return await locks.request(name, { __proto__: null, signal }, hold);
  } catch (thrown) {
    // A context without an origin, or without storage, shares nothing with others.
    if (/** @type {Error} */ (thrown).name !== "SecurityError") throw thrown;
  }
  if (!signal.aborted) requestHere(name, signal, take);
}

/**
 * The same, among the calls of this context. Without promises: in workerd, those of a request never settle once it has ended, and a
 * call that waited for them would wait for ever.
 *
 * @param {string} name
 * @param {AbortSignal} signal
 * @param {Take} take
 */
function requestHere(name, signal, take) {
  const line = lines.get(name);
  if (line === undefined) {
    lines.set(name, new Set());
    return take(() => pass(name));
  }
  line.add(take);
  signal.addEventListener("abort", () => line.delete(take));
}

/**
 * Hands a lock of this context to the next in line.
 *
 * @param {string} name
 */
function pass(name) {
  // It is held, so it is there.
  const line = /** @type {Set<Take>} */ (lines.get(name));
  const [next] = line;
  if (next === undefined) {
    lines.delete(name);
  } else {
    line.delete(next);
    next(() => pass(name));
  }
}
