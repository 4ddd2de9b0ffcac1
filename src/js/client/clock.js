// @ts-check
import { SendErrorKind } from "../send-error.js";
import { Step } from "../step.js";

/** @import { Clock } from "x-mutes/client" */

/** The last moment that a Date can hold (ECMA-262, 21.4.1.1). */
const LAST_MOMENT = 8.64e15;

/**
 * The time by a Clock, or by the platform if there is none, in milliseconds since the epoch: a number that a Date can hold.
 *
 * @param {Clock | undefined} clock
 */
export function nowBy(clock) {
  const now = Number(clock?.now() ?? Date.now());
  return Math.abs(now) <= LAST_MOMENT ? now : Date.now();
}

/**
 * Time that passes by a Clock. Rejects with what its `wait` throws.
 *
 * @extends {Step<void>}
 */
export class ClockPause extends Step {
  /** @param {number} milliseconds @param {Clock} clock */
  constructor(milliseconds, clock) {
    super(0);
    this.#pass(milliseconds, clock);
  }

  /** @param {number} milliseconds @param {Clock} clock */
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
