// @ts-check
import { hear, report } from "./runtime.js";

/** The one listener on a signal, and what it calls, first come first. @typedef {{ listener: () => void, aborts: Set<() => void> }} Heeded */

/**
 * The signals that calls heed. One listener serves all calls of a signal: Node warns of a leak at eleven.
 *
 * @type {WeakMap<AbortSignal, Heeded>}
 */
const heeded = new WeakMap();

/**
 * Calls `abort` when a signal that has not aborted does, unless the function that this returns is called before. That removes the
 * listener with the last `abort`.
 *
 * @param {AbortSignal} signal
 * @param {() => void} abort
 * @returns {() => void}
 */
export function heed(signal, abort) {
  const { aborts, listener } = heeded.get(signal) ?? listenTo(signal);
  aborts.add(abort);
  return () => {
    if (!aborts.delete(abort) || aborts.size > 0) return;
    heeded.delete(signal);
    try {
      signal.removeEventListener("abort", listener);
    } catch (thrown) {
      report(thrown);
    }
  };
}

/** @param {AbortSignal} signal */
function listenTo(signal) {
  const aborts = /** @type {Heeded["aborts"]} */ (new Set());
  // A copy: each removes itself. One that throws ends no other call's.
  const listener = () => [...aborts].forEach((abort) => hear(abort, undefined));
  // It may throw.
  signal.addEventListener("abort", listener);
  const heeding = { listener, aborts };
  heeded.set(signal, heeding);
  return heeding;
}
