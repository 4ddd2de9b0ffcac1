/** Well below the 30 seconds after which an idle worker is stopped. */
const CALL_MS = 20_000;

/**
 * Keeps the worker from being stopped as idle until `promise` settles: somebody may take their time on a page of X's. Each
 * call of an extension API begins its 30 seconds anew.
 *
 * @template T
 * @param {Promise<T>} promise
 */
export async function awake(promise) {
  const timer = setInterval(() => chrome.runtime.getPlatformInfo(), CALL_MS);
  try {
    return await promise;
  } finally {
    clearInterval(timer);
  }
}
