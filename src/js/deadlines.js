// @ts-check
import { isBrowser } from "./runtime.js";

/** The line of all operations with the same limit, by that limit in milliseconds. @type {Map<number, Line>} */
const lines = new Map();

/**
 * Calls `late()` after `ms` milliseconds, unless the function that this returns is called before. In a browser, where timers are slow
 * to set and to clear, all operations with the same limit share one timer. It goes on when nobody waits any more; in other runtimes
 * that would keep the process alive, or belong to another request.
 *
 * @param {number} ms
 * @param {() => void} late
 * @returns {() => void}
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

/** Operations with the same limit, and the timer of the one that is due first. */
class Line {
  #ms;
  /** When each is due, first come first. @type {Map<() => void, number>} */
  #waiting = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** The function that has set the timer. @type {typeof setTimeout | undefined} */
  #setTimeout;

  /** @param {number} ms */
  constructor(ms) {
    this.#ms = ms;
  }

  /** @param {() => void} late */
  add(late) {
    this.#waiting.set(late, performance.now() + this.#ms);
    // A test may have put timers of its own in place since.
    if (this.#timer === undefined || this.#setTimeout !== setTimeout) this.#arm(late, this.#ms);
    return () => this.#waiting.delete(late);
  }

  /** @param {() => void} late @param {number} ms */
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
