import { deadline } from "./deadlines.js";
import { SendError, SendErrorKind } from "./send-error.js";

/** An operation that Rust awaits. Its promise settles once, after `limitMs` milliseconds at the latest; 0 sets no limit. */
export class Step {
  #resolve;
  #reject;
  #inTime;
  isOver = false;

  constructor(limitMs, controller = new AbortController()) {
    this.controller = controller;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    if (limitMs > 0) this.#inTime = deadline(limitMs, () => this.lost(SendErrorKind.timeout));
  }

  /** Nobody waits for it any more. */
  cancel() {
    this.lost(SendErrorKind.cancelled);
  }

  /** Rejects with a SendError and aborts. Does nothing once it is over: the controller may serve another request by then. */
  lost(kind, thrown) {
    if (this.#end(this.#reject, new SendError(kind, thrown))) this.controller.abort();
  }

  /** Resolves with a value; false if it was over before. */
  end(value) {
    return this.#end(this.#resolve, value);
  }

  #end(settle, value) {
    if (this.isOver) return false;
    this.isOver = true;
    this.#inTime?.();
    settle(value);
    return true;
  }
}
