import { isBrowser } from "./runtime.js";

/** Those who wait, by how long they may, in milliseconds. */
const lines = new Map();

/**
 * Calls `late()` after `ms` milliseconds, unless the function that this returns is called before. In a browser, where timers are slow
 * to set and to clear, all requests with the same limit share one timer. It stays when nobody waits any more; elsewhere that would
 * keep the process alive, or belong to another request.
 */
export function deadline(ms, late) {
  if (!isBrowser()) {
    const timer = setTimeout(late, ms);
    return () => clearTimeout(timer);
  }
  let line = lines.get(ms);
  if (line === undefined) lines.set(ms, line = new Line(ms));
  return line.add(late);
}

class Line {
  #ms;
  /** When each is due, first come first. */
  #waiting = new Map();
  #timer;
  #setTimeout;

  constructor(ms) {
    this.#ms = ms;
  }

  add(late) {
    this.#waiting.set(late, performance.now() + this.#ms);
    // A test may have put timers of its own in place since.
    if (this.#timer === undefined || this.#setTimeout !== setTimeout) this.#arm(late, this.#ms);
    return () => this.#waiting.delete(late);
  }

  #arm(late, ms) {
    this.#setTimeout = setTimeout;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#waiting.delete(late)) late();
      this.#next();
    }, ms);
  }

  #next() {
    const [first] = this.#waiting;
    if (first === undefined) lines.delete(this.#ms);
    else this.#arm(first[0], Math.max(0, first[1] - performance.now()));
  }
}
