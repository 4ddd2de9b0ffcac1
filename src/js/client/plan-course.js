// @ts-check
import { XError } from "../error.js";
import { object, optionalFunction, texts } from "../options.js";
import { define, members } from "../own.js";
import { throttled } from "./throttle.js";

/**
 * @import { PlanProgress as PublicProgress } from "x-mutes/client"
 * @import { PlanCall, PlanCounts, PlanHead, PlanListener } from "./types.d.ts"
 */

/**
 * How far a plan is.
 *
 * @implements {PublicProgress}
 */
class PlanProgress {
  #partial;

  /**
   * @param {PlanCounts} counts
   * @param {number | undefined} waitingUntil in milliseconds since the epoch
   * @param {() => object} partial
   */
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

/**
 * What a plan has learnt so far: for its caller, and for the next try.
 *
 * @implements {PlanListener}
 */
export class PlanCourse {
  /** Where an earlier plan was cut short; undefined where this is the first. @type {ReadPartial | undefined} */
  partial;
  #listener;
  /** How the plan began, once it has. @type {PlanHead | undefined} */
  #head;
  #counts = { total: 0, done: 0 };
  #steps;

  /**
   * @param {unknown} onProgress
   * @param {object} [partial] where an earlier plan was cut short
   */
  constructor(onProgress, partial) {
    /** @type {((progress: PublicProgress) => void) | undefined} */
    const listener = optionalFunction("onProgress", onProgress);
    this.#listener = throttled(listener);
    if (partial !== undefined) this.partial = readPartial(partial);
    this.#steps = [...this.partial?.steps ?? []];
  }

  /** What the call is to be given. @returns {Pick<PlanCall, "course" | "onWait">} */
  get given() {
    return { course: this, onWait: (until) => this.#tell(until) };
  }

  /**
   * The steps that were given are good, then.
   *
   * @param {PlanHead} head
   * @param {PlanCounts} counts
   */
  begin(head, counts) {
    this.#head = head;
    this.#counts = counts;
  }

  /** @param {PlanCounts & { step: string }} progress */
  add({ step, ...counts }) {
    this.#counts = counts;
    this.#steps.push(step);
    this.#tell();
  }

  /** @param {number} [waitingUntil] in milliseconds since the epoch */
  #tell(waitingUntil) {
    if (this.#head === undefined) return;
    const steps = this.#steps.length;
    this.#listener.next(new PlanProgress(this.#counts, waitingUntil, () => this.#partial(steps)));
  }

  /**
   * All that has been learnt by so many steps.
   *
   * @param {number} [steps] all of them by default
   */
  #partial(steps) {
    return { ...this.#head, steps: this.#steps.slice(0, steps) };
  }

  /**
   * What the call has thrown, with what was learnt until then: where it is not the caller's own, and more would help.
   *
   * @param {unknown} thrown
   */
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

/** @typedef {ReturnType<typeof readPartial>} ReadPartial a partial plan: what it began with, and what each answer has shown */

/** @param {object} partial */
function readPartial(partial) {
  const { steps, ...head } = members(object("partial", partial), ["version", "userId", "wanted", "steps"]);
  return { head, steps: texts("partial.steps", steps) };
}
