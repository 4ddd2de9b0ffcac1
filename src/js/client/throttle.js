import { hear } from "../runtime.js";

/** The least time between two calls, in milliseconds. */
const GAP_MS = 100;

/** Calls the caller's function at most ten times a second, with the latest value; `flush()` calls it with what is untold. */
export function throttled(listener) {
  let timer;
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
