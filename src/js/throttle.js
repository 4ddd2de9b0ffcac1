import { report } from "./runtime.js";

/** The least time between two calls, in milliseconds. */
const GAP_MS = 100;

/**
 * Calls the caller's function at most ten times a second, with the latest value; `flush()` calls it with what is still to
 * come. What it throws is reported, as an event listener's would be.
 */
export function throttled(listener) {
  let last = -Infinity;
  let timer;
  let latest;
  const tell = () => {
    clearTimeout(timer);
    timer = undefined;
    if (latest === undefined) return;
    const value = latest;
    latest = undefined;
    last = performance.now();
    try {
      Promise.resolve(listener(value)).catch(report);
    } catch (thrown) {
      report(thrown);
    }
  };
  const next = (value) => {
    latest = value;
    const wait = last + GAP_MS - performance.now();
    if (wait <= 0) tell();
    else timer ??= setTimeout(tell, wait);
  };
  return { next, flush: tell };
}
