import { SendErrorKind } from "../send-error.js";
import { Step } from "../step.js";

/** The last moment that a Date can hold (ECMA-262, 21.4.1.1). */
const LAST_MOMENT = 8.64e15;

/** The time by a Clock, or the platform's own, in milliseconds since the epoch: a number that a Date can hold. */
export function nowBy(clock) {
  const now = Number(clock?.now() ?? Date.now());
  return Math.abs(now) <= LAST_MOMENT ? now : Date.now();
}

/** Time that passes by a Clock. Rejects with what its `wait` throws. */
export class ClockPause extends Step {
  constructor(milliseconds, clock) {
    super(0);
    this.#pass(milliseconds, clock);
  }

  async #pass(milliseconds, clock) {
    try {
      await clock.wait(milliseconds, this.controller.signal);
      this.end();
    } catch (thrown) {
      this.lost(SendErrorKind.failed, thrown);
    }
  }

  cancel() {
    if (this.end()) this.controller.abort();
  }
}
