// @ts-check
import { deadline } from "./deadlines.js";
import { SendError, SendErrorKind } from "./send-error.js";

/** @import { Kind } from "./send-error.js" */

/**
 * An operation that Rust awaits. Its promise settles once, after `limitMs` milliseconds at the latest; 0 sets no limit.
 *
 * @template T what the promise resolves with
 */
export class Step {
  /** @type {((value: T) => void) | undefined} */
  #resolve;
  /** @type {((error: SendError) => void) | undefined} */
  #reject;
  /** @type {(() => void) | undefined} */
  #clearDeadline;
  isOver = false;

  /** @param {number} limitMs */
  constructor(limitMs, controller = new AbortController()) {
    this.controller = controller;
    /** @type {Promise<T>} */
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    if (limitMs > 0) this.#clearDeadline = deadline(limitMs, () => this.lost(SendErrorKind.timeout));
  }

  /** Ends the step when nobody waits for it any more. */
  cancel() {
    this.lost(SendErrorKind.cancelled);
  }

  /**
   * Rejects with a SendError and aborts. Does nothing once the step is over: the controller may serve another request by then.
   *
   * @param {Kind} kind
   * @param {unknown} [thrown]
   */
  lost(kind, thrown) {
    if (this.#end(this.#reject, new SendError(kind, thrown))) this.controller.abort();
  }

  /**
   * Resolves with a value; false if the step was over before.
   *
   * @param {T} value
   */
  end(value) {
    return this.#end(this.#resolve, value);
  }

  /**
   * @template V
   * @param {((value: V) => void) | undefined} settle set once the promise is made, so it is there
   * @param {V} value
   */
  #end(settle, value) {
    if (this.isOver) return false;
    this.isOver = true;
    this.#clearDeadline?.();
    settle?.(value);
    return true;
  }
}
