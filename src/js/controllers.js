// @ts-check
import { isWorkerd } from "./runtime.js";

/** How many requests one controller is for, about: some platforms keep a listener of each on its signal. */
const REQUESTS = 50;

/** Controllers whose requests are over, and were not aborted. @type {AbortController[]} */
let spare = [];
let taken = 0;

/** An AbortController that no other request uses now: making one for each request is slow in Node. */
export function takeController() {
  taken = (taken + 1) % REQUESTS;
  if (taken === 0) spare = [];
  return spare.pop() ?? new AbortController();
}

/**
 * Takes back the controller of a request that is over. In workerd a signal belongs to the event that made it.
 *
 * @param {AbortController} controller
 */
export function giveBack(controller) {
  if (!controller.signal.aborted && !isWorkerd()) spare.push(controller);
}
