import { Body, isBetterWhole } from "./body.js";
import { giveBack, takeController } from "./controllers.js";
import { SendErrorKind } from "./send-error.js";
import { hasMember, member } from "./own.js";
import { Reply } from "./reply.js";
import { isWorkerd } from "./runtime.js";
import { Step } from "./step.js";

/** A fetch with its whole answer, within the call's time limit. Step settles it once, Body holds the text, Reply is what Rust reads. */
export class Attempt extends Step {
  #sent;
  #usesCallerFetch;
  /** What has arrived so far. */
  #status;
  #response;
  #body = new Body();
  #reader;

  /**
   * @param {number} limitMs in milliseconds; 0 for none
   * @param {{ authorization?: string, body?: string, headers?: Headers }[]} sent the latest requests of the call: their secrets are struck
   *   out of the reply
   * @param {(signal: AbortSignal) => Promise<Response>} send
   * @param {boolean} usesCallerFetch the caller's own fetch may keep the signal for ever
   */
  constructor(limitMs, sent, send, usesCallerFetch) {
    super(limitMs, usesCallerFetch ? undefined : takeController());
    this.#sent = sent;
    this.#usesCallerFetch = usesCallerFetch;
    this.#receive(send).catch((thrown) => this.lost(SendErrorKind.failed, thrown));
  }

  async #receive(send) {
    const response = await send(this.controller.signal);
    const status = member(response, "status");
    // Its headers are not read yet: that makes an object of them.
    if (!(Number.isInteger(status) && status >= 100 && status <= 999 && hasMember(response, "headers"))) return this.lost(SendErrorKind.notAResponse);
    this.#status = status;
    this.#response = response;
    // A Response of the caller's own making may have no stream.
    const stream = !this.#usesCallerFetch && isBetterWhole(response) ? undefined : member(response, "body");
    if (hasMember(stream, "getReader")) await this.#readAll(stream.getReader());
    else if (typeof member(response, "text") === "function") this.#body.text = String(await response.text());
    if (this.#body.isTooLarge) return this.lost(SendErrorKind.tooLarge);
    const isEnd = this.end(this.#reply());
    if (isEnd && !this.#usesCallerFetch) giveBack(this.controller);
  }

  async #readAll(reader) {
    this.#reader = reader;
    // Most bodies are a chunk and the end: asked for together, they are here sooner. workerd takes one read at a time.
    const asked = [];
    const ask = () => {
      const read = Promise.resolve(reader.read());
      read.catch(() => {});
      asked.push(read);
    };
    for (let ahead = isWorkerd() ? 0 : 2; ahead > 0; ahead -= 1) ask();
    while (!this.isOver && !this.#body.isTooLarge) {
      const chunk = await (asked.shift() ?? reader.read());
      if (member(chunk, "done")) return this.#body.end();
      this.#body.add(member(chunk, "value"));
    }
  }

  /** If the body of a refusal breaks off, resolves with what has arrived: its status and headers say what to do. */
  lost(kind, thrown) {
    if (this.#status >= 300 && kind !== SendErrorKind.tooLarge) {
      if (this.end(this.#reply())) this.controller.abort();
    } else {
      super.lost(kind, thrown);
    }
    this.#stopReading();
  }

  /** A stream of the caller's own goes on, whatever has aborted. */
  async #stopReading() {
    try {
      await this.#reader?.cancel();
    } catch {
      // It has ended by itself.
    }
  }

  #reply() {
    return new Reply(this.#status, this.#response, this.#body.text, this.#sent);
  }
}
