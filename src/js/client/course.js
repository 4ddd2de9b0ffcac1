import { XError } from "../error.js";
import { object, optionalFunction, texts } from "../options.js";
import { define, members } from "../own.js";
import { throttled } from "./throttle.js";

/** What is told of a call that reads much. */
class Progress {
  #partial;

  constructor(total, done, waitingUntil, partial) {
    this.total = total;
    this.done = done;
    if (waitingUntil !== undefined) this.waitingUntil = new Date(waitingUntil);
    this.#partial = partial;
  }

  /** On the prototype: a structured clone goes without it. */
  partial() {
    return this.#partial();
  }
}

/** What a call that reads much has learnt so far, and who hears of it. */
export class Course {
  #progress;
  #given;
  #head;
  #steps;
  #counts;

  /** @param {object} [partial] where an earlier call was cut short */
  constructor(onProgress, partial) {
    this.#progress = throttled(optionalFunction("onProgress", onProgress));
    [this.#given, this.#steps] = partial === undefined ? ["", []] : lines(partial);
  }

  /** What the call is to be given. */
  get given() {
    return {
      partial: this.#given,
      learnt: (total, done, step) => {
        this.#counts = [total, done];
        // The first is the line before the steps; those that were given are good, then.
        if (this.#head === undefined) this.#head = step;
        else this.#tell(this.#steps.push(step));
      },
      onWait: (until) => this.#tell(this.#steps.length, until),
    };
  }

  #tell(steps, waitingUntil) {
    if (this.#head === undefined) return;
    this.#progress.next(new Progress(...this.#counts, waitingUntil, () => this.#partial(steps)));
  }

  /** All that has been learnt by so many steps. */
  #partial(steps) {
    const [version, userId, wanted] = this.#head.split(",");
    return { version: Number(version), userId, wanted, steps: this.#steps.slice(0, steps) };
  }

  /** What the call has thrown, with what was learnt until then: where it is not the caller's own, and more would help. */
  explain(thrown) {
    if (thrown instanceof XError && thrown.code !== "invalid_argument" && this.#head !== undefined) {
      const { cause } = thrown;
      const value = { partial: this.#partial(), ...cause !== undefined && { cause } };
      define(thrown, "cause", value, false);
    }
    return thrown;
  }

  /** What is untold is told. */
  end() {
    this.#progress.flush();
  }
}

/** A partial plan as Rust takes it, and its steps. */
function lines(partial) {
  const { version, userId, wanted, steps } = members(object("partial", partial), ["version", "userId", "wanted", "steps"]);
  const read = texts("partial.steps", steps);
  return [[`${version},${userId},${wanted}`, ...read].join("\n"), read];
}
