// @ts-check
import { Body, isBetterWhole } from "./body.js";
import { giveBack, takeController } from "./controllers.js";
import { SendErrorKind } from "./send-error.js";
import { hasMember, member } from "./own.js";
import { Reply } from "./reply.js";
import { isWorkerd } from "./runtime.js";
import { Step } from "./step.js";

/**
 * @import { Kind } from "./send-error.js"
 * @import { MaybeResponse, Sent } from "./types.d.ts"
 */

/**
 * A fetch with its whole answer, within the call's time limit. Step settles it once, Body holds the text, Reply is what Rust reads.
 *
 * @extends {Step<Reply>}
 */
export class Attempt extends Step {
  #sent;
  #usesCallerFetch;
  /** 0 until there is a response. */
  #status = 0;
  /** @type {Response | undefined} */
  #response;
  #body = new Body();
  /** @type {ReadableStreamDefaultReader<Uint8Array> | undefined} */
  #reader;

  /**
   * @param {number} limitMs in milliseconds; 0 for none
   * @param {Sent[]} sent the latest requests of the call: their secrets are struck out of the reply
   * @param {(signal: AbortSignal) => PromiseLike<MaybeResponse>} send
   * @param {boolean} usesCallerFetch the caller's own fetch may keep the signal for ever
   */
  constructor(limitMs, sent, send, usesCallerFetch) {
    super(limitMs, usesCallerFetch ? undefined : takeController());
    this.#sent = sent;
    this.#usesCallerFetch = usesCallerFetch;
    this.#receive(send).catch((thrown) => this.lost(SendErrorKind.failed, thrown));
  }

  /** @param {(signal: AbortSignal) => PromiseLike<MaybeResponse>} send */
  async #receive(send) {
    // A caller's fetch may give anything: each member is looked for before it is used.
    const response = /** @type {Response} */ (await send(this.controller.signal));
    // Of another type, it is no integer.
    const status = /** @type {number} */ (member(response, "status"));
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

  /** @param {ReadableStreamDefaultReader<Uint8Array>} reader */
  async #readAll(reader) {
    this.#reader = reader;
    // Most bodies are a chunk and the end: asked for together, they are here sooner. workerd takes one read at a time.
    /** @type {Promise<ReadableStreamReadResult<Uint8Array>>[]} */
    const asked = [];
    const ask = () => {
      const read = Promise.resolve(reader.read());
      read.catch(() => {});
      asked.push(read);
    };
    if (!isWorkerd()) {
      ask();
      ask();
    }
    while (!this.isOver && !this.#body.isTooLarge) {
      const chunk = await (asked.shift() ?? reader.read());
      if (member(chunk, "done")) return this.#body.end();
      this.#body.add(/** @type {Uint8Array} */ (member(chunk, "value")));
    }
  }

  /**
   * If the body of a refusal breaks off, resolves with what has arrived: its status and headers say what to do.
   *
   * @param {Kind} kind
   * @param {unknown} [thrown]
   */
  lost(kind, thrown) {
    if (this.#status >= 300 && kind !== SendErrorKind.tooLarge) {
      if (this.end(this.#reply())) this.controller.abort();
    } else {
      super.lost(kind, thrown);
    }
    this.#stopReading();
  }

  /** Ends the stream: one of the caller's own goes on, even if the signal has aborted. */
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
