import { cancelled, containCall } from "../call.js";
import { STORE_MS, within } from "../waiting.js";
import { ClientCall } from "./client-call.js";
import { nameOf } from "./elsewhere.js";
import { tryLock } from "./lock.js";

/** Whether a job is to go on: `Control` of src/web/job_call.rs. */
const CONTROL = { goOn: "go_on", pause: "pause", abandon: "abandon" };

/** What a job is told between two steps. */
class Look {
  constructor(now, control, heard) {
    this.now = now;
    this.control = control;
    this.heard = heard;
  }
}

/** A call for a job: Rust has it read and write the job's texts, and asks it whether to go on. */
export class JobCall extends ClientCall {
  /** Becomes the one context that runs the job; gives whether it has. */
  claim() {
    return this.perform(0, async () => {
      const { texts } = this.options;
      if (texts.store === undefined) return true;
      const release = await tryLock(nameOf(texts));
      if (release === undefined) return false;
      const rest = () => within(STORE_MS, (signal) => texts.rest(signal), () => new Error("the store does not answer"));
      this.hold(() => {
        this.options.released = rest().catch(() => {}).finally(release);
      });
      return true;
    });
  }

  /** The text of the job under this name. */
  read(name) {
    return this.perform(STORE_MS, () => this.options.texts.read(name));
  }

  /** Stores a text in place of another; gives whether that was there. */
  replace(name, expected, next) {
    return this.perform(STORE_MS, async (signal) => !this.settled && this.options.texts.replace(name, expected, next, signal));
  }

  /** The state that was read is that of this job. */
  accept(state) {
    this.options.texts.accept(state);
  }

  look() {
    const { paused, endsAt = Infinity, heard = [] } = this.options;
    const now = this.now();
    const mayGoOn = paused !== true && now < endsAt;
    const control = this.settled ? CONTROL.abandon : mayGoOn ? CONTROL.goOn : CONTROL.pause;
    return new Look(now, control, heard.length > 0 ? heard.splice(0) : undefined);
  }

  progressed(json) {
    this.options.progress(json);
  }
}

containCall(JobCall.prototype, {
  claim: cancelled, read: cancelled, replace: cancelled, accept: undefined, look: () => new Look(Date.now(), CONTROL.abandon, undefined), progressed: undefined,
});
