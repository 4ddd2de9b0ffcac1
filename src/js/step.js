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
    this.#giveUp(new Answer(LOST.cancelled));
  }

  lost(why, thrown, answer = Object.assign(new Answer(why), { thrown })) {
    this.#giveUp(answer);
  }

  /** What has ended has nothing to abort: its controller may be another's by now. */
  #giveUp(answer) {
    if (this.end(answer)) this.controller.abort();
  }

  /** Whether this was the end. */
  end(answer) {
    const onAnswer = this.#onAnswer;
    if (onAnswer === undefined) return false;
    this.#onAnswer = undefined;
    this.#inTime?.();
    onAnswer(answer);
    return true;
  }
}
