import { Call, containCall } from "../call.js";
import { Task } from "./task.js";

/** A call of the complete module's: Rust asks it for what was given, and has it do what only the platform can. */
export class ClientCall extends Call {
  /** Does what the platform has that name for; `task` is resumed with what comes of it. */
  perform(task, name, a, b) {
    this.begin(new Task(this, name, a, b, (answer) => this.resume(task, answer)));
  }

  /** A text that was given with the call. */
  given(name) {
    return String(this.options[name] ?? "");
  }

  /** A number that was given with the call. */
  number(name) {
    return Number(this.options[name]);
  }

  /** Whether a job is to go on (0), to pause (1), or is nobody's any more (2). */
  wish() {
    const { paused, endsAt = Infinity } = this.options;
    return this.settled ? 2 : Number(paused === true || this.now() >= endsAt);
  }

  progressed(json) {
    this.options.progress(json);
  }

  /** What other calls of the client have learnt of X's limits. */
  heard() {
    return this.options.heard.splice(0).join("\n");
  }

  /** Takes what one of the call's many requests has shown. */
  learnt(total, done, step) {
    this.options.learnt(total, done, step);
  }
}

containCall(ClientCall.prototype, {
  perform: undefined, given: "", number: 0, wish: 2, progressed: undefined, heard: "", learnt: undefined,
});
