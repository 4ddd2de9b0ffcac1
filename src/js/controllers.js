import { isWorkerd } from "./runtime.js";

/** How many requests one controller is for, about: some platforms keep a listener of each on its signal. */
const REQUESTS = 50;

/** Controllers whose requests are over, and were not aborted. */
let spare = [];
let taken = 0;

/** One that nobody else uses now. In Node 20 a new one and its signal take a fifth of a call's time. */
export function takeController() {
  taken = (taken + 1) % REQUESTS;
  if (taken === 0) spare = [];
  return spare.pop() ?? new AbortController();
}

/** Its request is over. In workerd a signal is of the event that made it, and of no other. */
export function giveBack(controller) {
  if (!controller.signal.aborted && !isWorkerd()) spare.push(controller);
}
