/** How long a lock that is being released may take to be free, in milliseconds. */
const GRACE_MS = 300;

/** Who waits for each lock of this context's own, first come first; a lock that is free is not here. */
const lines = new Map();

/**
 * Waits for the lock of this name, at most `ms` milliseconds, which ends in `late`, and until `signal` aborts; gives the
 * function that releases it, which may be called again. Who asks first gets it first.
 */
export function lock(name, ms, signal, late = new Error(`the lock "${name}" was not free within ${ms} ms`)) {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const giveUp = (why) => {
      clearTimeout(timer);
      reject(why);
      controller.abort();
    };
    signal?.addEventListener("abort", () => giveUp(signal.reason));
    const timer = setTimeout(giveUp, ms, late);
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
 * The function that releases the lock of this name; undefined where somebody has it. Whoever has just released it, or only
 * looked whether it is free, may seem to have it for a moment.
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

/** Has the lock taken when it is free, unless `signal` aborts before. */
async function request(name, signal, take) {
  const locks = globalThis.navigator?.locks;
  try {
    // An abort while the lock is on its way here is too late for the platform.
    const hold = () => (signal.aborted ? undefined : new Promise(take));
    if (locks) return await locks.request(name, { __proto__: null, signal }, hold);
  } catch (thrown) {
    // What has no origin, or no storage, shares nothing with other contexts.
    if (thrown.name !== "SecurityError") throw thrown;
  }
  if (!signal.aborted) requestHere(name, signal, take);
}

/**
 * The same among those who ask in this context. Without promises: in workerd, those of a request never settle once it
 * has ended, and who waited for them would wait for ever.
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

function pass(name) {
  const line = lines.get(name);
  const [next] = line;
  if (next === undefined) return lines.delete(name);
  line.delete(next);
  next(() => pass(name));
}
