// @ts-check

/** Where the stand-in's clock is read and moved. */
const ADDRESS = "./clock";

/** While it goes fast it moves at least this often, in milliseconds. */
const STEP_MS = 250;

/** In real milliseconds: what is due meanwhile is passed by at once, so that not every wait takes a request. */
const TICK_MS = 20;

/** Who waits again this long after the last wait begins at the pace anew, in milliseconds. */
const REST_MS = 1000;

/** The longest that a timer goes, in milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;

/** The time at the stand-in. Whoever waits by it may have it go faster. */
export class StandInClock {
  #speed = 1;
  /** How far it is ahead of this device's clock. */
  #ahead = 0;
  /** From when on it goes at this speed: by this device's clock, and by this one. */
  #began = { real: 0, at: 0 };
  #lastWait = -Infinity;
  /** @type {Set<() => void>} */ #sleepers = new Set();
  /** One move at a time. */
  #moves = Promise.resolve();

  /** Learns what time it is there. */
  async learn() {
    this.#take(await ask({}), 0);
  }

  now() {
    return Date.now() + this.#ahead;
  }

  get speed() {
    return this.#speed;
  }

  set speed(speed) {
    this.#speed = speed;
    this.#begin();
    for (const wake of [...this.#sleepers]) wake();
  }

  /** @param {number} ms @param {AbortSignal} signal */
  async wait(ms, signal) {
    if (this.#sleepers.size === 0 && Date.now() - this.#lastWait > REST_MS) this.#begin();
    const end = this.now() + ms;
    const tick = this.now() + TICK_MS * this.#speed;
    while (this.now() < end && !signal.aborted) {
      const whole = this.#realMsUntil(end);
      const part = this.#speed > 1 ? Math.min(whole, STEP_MS) : Math.min(whole, LONGEST_MS);
      const slept = part <= 0 || await this.#sleep(part, signal);
      if (slept && this.#speed > 1) await this.#moveTo(part === whole ? Math.max(end, Math.min(tick, this.#due())) : this.#due());
    }
    this.#lastWait = Date.now();
  }

  #begin() {
    this.#began = { real: Date.now(), at: this.now() };
  }

  /** What time it is to be there, at this speed. */
  #due() {
    return this.#began.at + (Date.now() - this.#began.real) * this.#speed;
  }

  /** @param {number} end */
  #realMsUntil(end) {
    return this.#speed > 1 ? (end - this.#due()) / this.#speed : end - this.now();
  }

  /** Whether it has slept through: another speed wakes it. @param {number} ms @param {AbortSignal} signal @returns {Promise<boolean>} */
  #sleep(ms, signal) {
    return new Promise((resolve) => {
      const end = (/** @type {boolean} */ slept) => {
        clearTimeout(timer);
        this.#sleepers.delete(wake);
        signal.removeEventListener("abort", wake);
        resolve(slept);
      };
      const wake = () => end(false);
      const timer = setTimeout(() => end(true), ms);
      this.#sleepers.add(wake);
      signal.addEventListener("abort", wake);
    });
  }

  /** Who comes meanwhile finds it moved already. @param {number} time */
  #moveTo(time) {
    const move = this.#moves.then(async () => {
      const by = Math.ceil(time - this.now());
      if (by > 0) this.#take(await ask({ method: "POST", body: JSON.stringify({ advance_ms: by }) }), by);
    });
    this.#moves = move.catch(() => {});
    return move;
  }

  /** It never goes back: its answer has taken its time. @param {number} now @param {number} moved */
  #take(now, moved) {
    this.#ahead = Math.max(this.#ahead + moved, now - Date.now());
  }
}

/** @param {RequestInit} init @returns {Promise<number>} */
async function ask(init) {
  const response = await fetch(ADDRESS, { cache: "no-store", ...init });
  if (!response.ok) throw new Error(`the stand-in's clock answered ${response.status}`);
  return (await response.json()).now_ms;
}
