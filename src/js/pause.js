// @ts-check
import { MAX_MS } from "./options.js";
import { Step } from "./step.js";

/**
 * Time that passes by the platform's timers. Does not reject.
 *
 * @extends {Step<void>}
 */
export class Pause extends Step {
  #timer;

  /** @param {number} milliseconds */
  constructor(milliseconds) {
    super(0);
    this.#timer = setTimeout(() => this.end(), Math.min(milliseconds, MAX_MS));
  }

  cancel() {
    clearTimeout(this.#timer);
    this.end();
  }
}
