// @ts-check
// Work that takes long gives the thread back between its parts: nothing else runs, and a page cannot be used, meanwhile.

/** How long work may keep the thread, in milliseconds; what it began by then takes some more. */
const TURN_MS = 10;

/** The turns of a call's work on the thread. */
export class Turns {
  #since = performance.now();

  /** Gives a promise that resolves at once or, after a long turn, once whatever else waits for the thread has had it. */
  async next() {
    if (performance.now() - this.#since < TURN_MS) return;
    await othersTurn();
    this.#since = performance.now();
  }
}

/**
 * A message comes sooner than a timer: browsers let timers that are set by timers wait for 4 ms.
 *
 * @returns {Promise<void>}
 */
function othersTurn() {
  return new Promise((resolve) => {
    if (globalThis.setImmediate !== undefined) {
      setImmediate(resolve);
    } else if (globalThis.MessageChannel === undefined) {
      setTimeout(resolve);
    } else {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    }
  });
}
