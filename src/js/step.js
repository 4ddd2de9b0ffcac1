import { Answer, LOST } from "./answer.js";
import { deadline } from "./deadlines.js";

/**
 * Something that Rust waits for. It is answered once, and never at once, also where it does not end by itself: `limitMs`
 * ends it, unless that is 0.
 */
export class Step {
  #onAnswer;
  #inTime;

  constructor(limitMs, onAnswer, controller = new AbortController()) {
    this.#onAnswer = onAnswer;
    this.controller = controller;
    if (limitMs > 0) this.#inTime = deadline(limitMs, () => this.lost(LOST.timeout));
  }

  /** Nobody waits for the answer any more. */
  cancel() {
    this.end(new Answer(LOST.cancelled));
    this.controller.abort();
  }

  lost(why, thrown) {
    this.end(Answer.lost(why, thrown));
    this.controller.abort();
  }

  end(answer) {
    const onAnswer = this.#onAnswer;
    if (onAnswer === undefined) return;
    this.#onAnswer = undefined;
    this.#inTime?.();
    onAnswer(answer);
  }
}
