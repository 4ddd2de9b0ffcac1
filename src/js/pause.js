import { LOST } from "./answer.js";
import { Step } from "./step.js";

/** The longest time that setTimeout takes; beyond it fires at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Time that passes, by the caller's clock where there is one. */
export class Pause extends Step {
  #timer;

  constructor(milliseconds, clock, onAnswer) {
    super(0, onAnswer);
    if (clock === undefined) this.#timer = setTimeout(() => super.cancel(), Math.min(milliseconds, LONGEST_MS));
    else this.#passBy(clock, milliseconds);
  }

  async #passBy(clock, milliseconds) {
    try {
      // Not at once: what it throws resumes a task that is still being polled.
      await undefined;
      await clock.wait(milliseconds, this.controller.signal);
      super.cancel();
    } catch (thrown) {
      this.lost(LOST.network, thrown);
    }
  }

  /** Not at once: it may be called by the task that is to be resumed. */
  cancel() {
    clearTimeout(this.#timer);
    setTimeout(() => super.cancel(), 0);
  }
}
