// @ts-check
import { showAnswer, showNoAnswer } from "./answer-view.js";
import { noteLimits } from "./limits-view.js";
import { createRecorder } from "./recorder.js";
import { showNoRequest, showRequest } from "./request-view.js";

/** Which exchange is shown. @type {Exchange | undefined} */
let shown;

/** @param {string} request @param {string} answer what to say in their places */
export function showNoExchange(request, answer) {
  showNoRequest(request);
  showNoAnswer(answer);
}

/** What is sent for one press, and what comes back: shown as it happens, the last call in place of those before. */
export class Exchange {
  #signal;
  #recorder = createRecorder(() => this.draw());
  #earlier = false;

  /** @param {AbortSignal} signal */
  constructor(signal) {
    this.#signal = signal;
    shown = this;
  }

  /** Whether anything was sent. */
  get hasSent() {
    return this.#earlier || this.hasSentLast;
  }

  /** Whether anything was sent of the last call. */
  get hasSentLast() {
    return this.#recorder.attempts.length > 0;
  }

  /** The options of the next call. */
  next() {
    this.#earlier = this.hasSent;
    const recorder = createRecorder(() => this.draw());
    this.#recorder = recorder;
    return {
      signal: this.#signal,
      fetch: recorder.fetch,
      onResponse(/** @type {any} */ info) {
        recorder.onResponse(info);
        noteLimits(info.endpoint, info.rateLimits);
      },
    };
  }

  /** The copy of a body may be read after the call is settled, even after the next exchange has begun. */
  draw() {
    const { attempts } = this.#recorder;
    if (shown !== this || attempts.length === 0) return;
    showRequest(attempts);
    showAnswer(attempts, this.#signal.aborted);
  }
}
