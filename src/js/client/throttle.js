// @ts-check
import { hear } from "../runtime.js";

/** The least time between two calls, in milliseconds. */
const GAP_MS = 100;

/**
 * Calls the caller's function at most ten times a second, with the latest value. `flush()` calls it at once if it has not been called
 * with that one.
 *
 * @template T
 * @param {((value: T) => unknown) | undefined} listener
 */
export function throttled(listener) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** The latest value, until the listener has been called with it. @type {T | undefined} */
  let untold;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (untold === undefined) return;
    const value = untold;
    untold = undefined;
    timer = setTimeout(flush, GAP_MS);
    hear(listener, value);
  };
  return {
    /** @param {T} value */
    next(value) {
      if (listener === undefined) return;
      untold = value;
      if (timer === undefined) flush();
    },
    flush() {
      flush();
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
