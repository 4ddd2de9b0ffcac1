import { Body, isBetterWhole } from "./body.js";
import { giveBack, takeController } from "./controllers.js";
import { KINDS } from "./lost.js";
import { hasMember, member, members } from "./own.js";
import { Reply } from "./reply.js";
import { isWorkerd } from "./runtime.js";
import { Step } from "./step.js";

/** One request and its whole answer. */
export class Attempt extends Step {
  #sent;
  #isForCaller;
  /** What has arrived so far. */
  #status;
  #response;
  #body = new Body();

  /**
   * @param {{ authorization?: string, body?: string, headers?: Headers }[]} sent what goes out and went out before, in which secrets are
   * @param {(signal: AbortSignal) => Promise<Response>} send
   * @param {boolean} isForCaller it is a fetch of the caller's own that sends: who knows for how long that keeps the signal
   */
  constructor(limitMs, sent, send, isForCaller) {
    super(limitMs, isForCaller ? undefined : takeController());
    this.#sent = sent;
    this.#isForCaller = isForCaller;
    this.#receive(send).catch((thrown) => this.lost(KINDS.network, thrown));
  }

  async #receive(send) {
    const response = await send(this.controller.signal);
    const status = member(response, "status");
    // Its headers are not touched where nobody asks for them: that makes an object of them.
    if (!(Number.isInteger(status) && status >= 100 && status <= 999 && hasMember(response, "headers"))) return this.lost(KINDS.notAResponse);
    this.#status = status;
    this.#response = response;
    // A Response of the caller's own making may be anything, and have no stream.
    const stream = !this.#isForCaller && isBetterWhole(response) ? undefined : member(response, "body");
    if (hasMember(stream, "getReader")) await this.#readAll(stream.getReader());
    else if (typeof member(response, "text") === "function") this.#body.text = String(await response.text());
    if (this.#body.isTooLarge) return this.lost(KINDS.tooLarge);
    const isEnd = this.end(this.#reply());
    if (isEnd && !this.#isForCaller) giveBack(this.controller);
  }

  async #readAll(reader) {
    // Most bodies are a chunk and the end. Asked for together, they are here a quarter sooner; workerd takes one at a time.
    const asked = [];
    const ask = () => {
      const read = Promise.resolve(reader.read());
      read.catch(() => {});
      asked.push(read);
    };
    for (let ahead = isWorkerd() ? 0 : 2; ahead > 0; ahead -= 1) ask();
    while (!this.#body.isTooLarge) {
      const { done, value } = members(await (asked.shift() ?? reader.read()), ["done", "value"]);
      if (done) return this.#body.end();
      this.#body.add(value);
    }
  }

  /** A refusal is one also where its body breaks off: its status and headers say what to do. */
  lost(kind, thrown) {
    if (this.#status >= 300 && kind !== KINDS.tooLarge) {
      if (this.end(this.#reply())) this.controller.abort();
    } else {
      super.lost(kind, thrown);
    }
  }

  #reply() {
    return new Reply(this.#status, this.#response, this.#body.text, this.#sent);
  }
}
