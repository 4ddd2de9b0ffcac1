import { Answer, LOST } from "./answer.js";

/**
 * Something that Rust waits for. It is answered once, and never at once, also where it does not end by itself: `limitMs`
 * ends it, unless that is 0.
 */
export class Step {
  controller = new AbortController();
  #onAnswer;
  #timer;

  constructor(limitMs, onAnswer) {
    this.#onAnswer = onAnswer;
    if (limitMs > 0) this.#timer = setTimeout(() => this.lost(LOST.timeout), limitMs);
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
    clearTimeout(this.#timer);
    onAnswer(answer);
  }
}
