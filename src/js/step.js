import { deadline } from "./deadlines.js";
import { KINDS, Lost } from "./lost.js";

/** Something that Rust waits for. Its promise settles once, also where it does not end by itself: `limitMs` ends it, unless that is 0. */
export class Step {
  #resolve;
  #reject;
  #inTime;
  #isOver = false;

  constructor(limitMs, controller = new AbortController()) {
    this.controller = controller;
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    if (limitMs > 0) this.#inTime = deadline(limitMs, () => this.lost(KINDS.timeout));
  }

  /** Nobody waits for it any more. */
  cancel() {
    this.lost(KINDS.cancelled);
  }

  /** It has failed. What has ended has nothing to abort: its controller may be another's by now. */
  lost(kind, thrown) {
    if (this.#end(this.#reject, new Lost(kind, thrown))) this.controller.abort();
  }

  /** Gives a value; true if this was the end. */
  end(value) {
    return this.#end(this.#resolve, value);
  }

  #end(settle, value) {
    if (this.#isOver) return false;
    this.#isOver = true;
    this.#inTime?.();
    settle(value);
    return true;
  }
}
