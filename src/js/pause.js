/** Time that passes; `onEnd` is called once, when it has or when it is cancelled, and never at once. */
export class Pause {
  #timer;
  #onEnd;

  constructor(milliseconds, onEnd) {
    this.#onEnd = onEnd;
    this.#timer = setTimeout(onEnd, milliseconds);
  }

  cancel() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#onEnd, 0);
  }
}
