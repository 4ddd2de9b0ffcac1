import { Answer, LOST } from "./answer.js";
import { Body } from "./body.js";
import { giveBack, takeController } from "./controllers.js";
import { Step } from "./step.js";

/** One request and its whole answer. */
export class Attempt extends Step {
  #sent;
  /** What has arrived so far. */
  #status;
  #response;
  #body = new Body();

  /**
   * @param {{ authorization: string, body: string }} sent what goes out, in which secrets are
   * @param {(signal: AbortSignal) => Promise<Response>} send
   */
  constructor(limitMs, sent, send, onAnswer) {
    super(limitMs, onAnswer, takeController());
    this.#sent = sent;
    this.#receive(send).catch((thrown) => this.lost(LOST.network, thrown));
  }

  async #receive(send) {
    const response = await send(this.controller.signal);
    const status = response?.status;
    // Its headers are not touched where nobody asks for them: in WebKit that takes time.
    if (!(Number.isInteger(status) && status >= 100 && status <= 999 && "headers" in response)) return this.lost(LOST.notAResponse);
    this.#status = status;
    this.#response = response;
    const reader = response.body?.getReader?.();
    if (reader !== undefined) await this.#readAll(reader);
    // A Response of the caller's own making may have no stream.
    else if (typeof response.text === "function") this.#body.text = String(await response.text());
    if (this.#body.isTooLarge) return this.lost(LOST.tooLarge);
    giveBack(this.controller);
    this.end(this.#answer());
  }

  async #readAll(reader) {
    // Most bodies are a chunk and the end. Asked for together, they are here a quarter sooner.
    const asked = [reader.read(), reader.read()];
    Promise.resolve(asked[1]).catch(() => {});
    while (!this.#body.isTooLarge) {
      const { done, value } = await (asked.shift() ?? reader.read());
      if (done) return this.#body.end();
      this.#body.add(value);
    }
  }

  /** A refusal is one also where its body breaks off: its status and headers say what to do. */
  lost(why, thrown) {
    if (this.#status >= 300 && why !== LOST.tooLarge) this.end(this.#answer());
    super.lost(why, thrown);
  }

  #answer() {
    return new Answer(this.#status, this.#response, this.#body.text, this.#sent);
  }
}
