// @ts-check
import { cancelled, containCall } from "../call.js";
import { STORE_MS, within } from "../waiting.js";
import { ClientCall } from "./client-call.js";
import { nameOf } from "./elsewhere.js";
import { tryLock } from "./lock.js";

/** @import { JobCallOptions } from "./types.d.ts" */

/** Whether a job is to go on: `Control` of src/web/job_call.rs. */
const CONTROL = /** @type {const} */ ({ goOn: "go_on", pause: "pause", abandon: "abandon" });

/** What a job is told between two steps. */
class Look {
  /**
   * @param {number} now in milliseconds since the epoch
   * @param {string} control whether the job is to go on
   * @param {JobCallOptions["heard"]} heard what other calls have been answered since the last look, if they have
   */
  constructor(now, control, heard) {
    this.now = now;
    this.control = control;
    this.heard = heard;
  }
}

/** A call for a job: Rust has it read and write the job's texts, and asks it whether to go on. */
export class JobCall extends ClientCall {
  get #job() {
    return /** @type {JobCallOptions} */ (this.options);
  }

  /** Becomes the one context that runs the job; gives whether it has. */
  claim() {
    return this.perform(0, async () => {
      const { texts } = this.#job;
      if (texts.store === undefined) return true;
      const release = await tryLock(nameOf(texts));
      if (release === undefined) return false;
      const rest = () => within(STORE_MS, (signal) => texts.rest(signal), () => new Error("the store does not answer"));
      this.hold(() => {
        this.#job.released = rest().catch(() => {}).finally(release);
      });
      return true;
    });
  }

  /**
   * The text of the job under this name; empty if there is none.
   *
   * @param {string} name
   */
  read(name) {
    return this.perform(STORE_MS, () => this.#job.texts.read(name));
  }

  /**
   * Stores a text in place of another; gives whether that was there.
   *
   * @param {string} name
   * @param {string} expected
   * @param {string} next
   */
  replace(name, expected, next) {
    return this.perform(STORE_MS, async (signal) => !this.settled && this.#job.texts.replace(name, expected, next, signal));
  }

  /**
   * The state that was read is that of this job.
   *
   * @param {string} state
   */
  accept(state) {
    this.#job.texts.accept(state);
  }

  /** Looks at the clock and at what the caller wants. */
  look() {
    const { paused, endsAt = Infinity, heard = [] } = this.#job;
    const now = this.now();
    const mayGoOn = paused !== true && now < endsAt;
    const control = this.settled ? CONTROL.abandon : mayGoOn ? CONTROL.goOn : CONTROL.pause;
    return new Look(now, control, heard.length > 0 ? heard.splice(0) : undefined);
  }

  /**
   * Tells of the job's progress.
   *
   * @param {string} json
   */
  progressed(json) {
    this.#job.progress?.(json);
  }
}

containCall(JobCall.prototype, {
  claim: cancelled, read: cancelled, replace: cancelled, accept: undefined, progressed: undefined,
  look: () => new Look(Date.now(), CONTROL.abandon, undefined),
});
