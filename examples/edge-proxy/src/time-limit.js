/** A time limit that what comes drop by drop is held to as well. */
export class TimeLimit {
  isOver = false;
  #controller = new AbortController();
  #timer;
  #late;

  constructor(milliseconds) {
    this.#late = new Promise((_, reject) => {
      this.#timer = setTimeout(() => {
        this.isOver = true;
        reject(new Error("late"));
        this.#controller.abort();
      }, milliseconds);
    });
    this.#late.catch(() => {});
  }

  get signal() {
    return this.#controller.signal;
  }

  within(promise) {
    return Promise.race([promise, this.#late]);
  }

  /** Nothing of it is waited for any more: what is still on its way is not either. */
  end() {
    clearTimeout(this.#timer);
    this.#controller.abort();
  }
}
