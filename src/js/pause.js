import { KINDS } from "./lost.js";
import { MAX_MS } from "./options.js";
import { Step } from "./step.js";

/** Time that passes, by the caller's clock where there is one. */
export class Pause extends Step {
  #timer;

  constructor(milliseconds, clock) {
    super(0);
    if (clock === undefined) this.#timer = setTimeout(() => this.end(), Math.min(milliseconds, MAX_MS));
    else this.#passBy(clock, milliseconds);
  }

  async #passBy(clock, milliseconds) {
    try {
      await clock.wait(milliseconds, this.controller.signal);
      this.end();
    } catch (thrown) {
      this.lost(KINDS.network, thrown);
    }
  }

  cancel() {
    clearTimeout(this.#timer);
    if (this.end()) this.controller.abort();
  }
}
