import { XError } from "../error.js";
import { object, optionalFunction, texts } from "../options.js";
import { define, members } from "../own.js";
import { throttled } from "./throttle.js";

/** How far a plan is. */
class PlanProgress {
  #partial;

  constructor({ total, done }, waitingUntil, partial) {
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

/** What a plan has learnt so far: for its caller, and for the next try. */
export class PlanCourse {
  /** Where an earlier plan was cut short; undefined where this is the first. */
  partial = undefined;
  #listener;
  #head;
  #steps;
  #latest;

  /** @param {object} [partial] where an earlier plan was cut short */
  constructor(onProgress, partial) {
    this.#listener = throttled(optionalFunction("onProgress", onProgress));
    if (partial !== undefined) this.partial = readPartial(partial);
    this.#steps = [...this.partial?.steps ?? []];
  }

  /** What the call is to be given. */
  get given() {
    return {
      course: {
        // The steps that were given are good, then.
        begin: (head, progress) => {
          this.#head = head;
          this.#latest = progress;
        },
        add: ({ step, ...progress }) => {
          this.#latest = progress;
          this.#tell(this.#steps.push(step));
        },
      },
      onWait: (until) => this.#tell(this.#steps.length, until),
    };
  }

  #tell(steps, waitingUntil) {
    if (this.#head === undefined) return;
    this.#listener.next(new PlanProgress(this.#latest, waitingUntil, () => this.#partial(steps)));
  }

  /** All that has been learnt by so many steps. */
  #partial(steps) {
    return { ...this.#head, steps: this.#steps.slice(0, steps) };
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

  /** Tells what is untold. */
  end() {
    this.#listener.flush();
  }
}

function readPartial(partial) {
  const { version, userId, wanted, steps } = members(object("partial", partial), ["version", "userId", "wanted", "steps"]);
  return { version, userId, wanted, steps: texts("partial.steps", steps) };
}
