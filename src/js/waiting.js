// @ts-check
import { signalOf } from "./options.js";
import { heed } from "./signals.js";

/** How long a store may take, in milliseconds. */
export const STORE_MS = 10_000;

/**
 * Settles as `work` does. After `ms` milliseconds it rejects with the error that `late` gives, and aborts the signal of `work`.
 *
 * @template T
 * @param {number} ms
 * @param {(signal: AbortSignal) => T | PromiseLike<T>} work
 * @param {() => Error} late
 * @returns {Promise<T>}
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
 * Settles as the promise that `begin` gives, or rejects with the signal's reason if it aborts first; that promise goes on. Begins
 * nothing if the signal has aborted already.
 *
 * @template T
 * @param {() => Promise<T>} begin
 * @param {unknown} given the caller's signal
 * @returns {Promise<T>}
 */
export function unlessAborted(begin, given) {
  const signal = signalOf(given);
  if (signal === undefined) return begin();
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) return onAbort();
    const unheed = heed(signal, onAbort);
    begin().then(resolve, reject).finally(unheed);
  });
}
