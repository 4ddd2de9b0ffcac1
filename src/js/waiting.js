import { signalOf } from "./options.js";
import { report } from "./runtime.js";

/** How long a store may take, in milliseconds. */
export const STORE_MS = 10_000;

/**
 * What `work` comes to, or the error that `late` gives, should it take longer than `ms` milliseconds; its signal aborts then.
 */
export function within(ms, work, late) {
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      reject(late());
      controller.abort();
    }, ms);
    Promise.resolve(controller.signal).then(work).then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/**
 * What the promise that `begin` gives comes to, or the signal's reason, should it abort first; the promise goes on. Nothing
 * is begun where the signal has aborted before.
 */
export function unlessAborted(begin, signal) {
  if (signalOf(signal) === undefined) return begin();
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) return onAbort();
    signal.addEventListener("abort", onAbort);
    const end = () => {
      try {
        signal.removeEventListener("abort", onAbort);
      } catch (thrown) {
        report(thrown);
      }
    };
    begin().then(resolve, reject).finally(end);
  });
}
