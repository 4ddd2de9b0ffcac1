import { LOST } from "./answer.js";
import { MAX_MS } from "./options.js";
import { Step } from "./step.js";

/** Time that passes, by the caller's clock where there is one. */
export class Pause extends Step {
  #timer;

  constructor(milliseconds, clock, onAnswer) {
    super(0, onAnswer);
    if (clock === undefined) this.#timer = setTimeout(() => super.cancel(), Math.min(milliseconds, MAX_MS));
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
