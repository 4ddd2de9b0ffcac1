import { Answer, LOST } from "./answer.js";
import { requestInit } from "./runtime.js";
import { Step } from "./step.js";

/** More than any reply of X's, in bytes. */
const MAX_BODY = 16 * 1024 * 1024;

/** A chunk counts for at least as many bytes: a stream of empty ones ends, too. */
const MIN_CHUNK = 64;

/** One request and its whole answer. */
export class Attempt extends Step {
  /** What has arrived so far. */
  #response;
  #text = "";
  #secrets;

  constructor({ fetch, timeoutMs, credentials = "omit" }, url, init, secrets, onAnswer) {
    super(timeoutMs, onAnswer);
    this.#secrets = secrets;
    this.#receive(fetch ?? globalThis.fetch, url, requestInit(init, credentials, this.controller.signal))
      .then(() => this.end(this.#answer()))
      .catch((thrown) => this.lost(LOST.network, thrown));
  }

  async #receive(fetch, url, init) {
    const response = await fetch(url, init);
    const { status, headers, body } = response ?? {};
    if (!(Number.isInteger(status) && status >= 100 && status <= 999) || typeof headers?.get !== "function") return this.lost(LOST.notAResponse);
    this.#response = { status, headers };
    const reader = body?.getReader?.();
    if (reader !== undefined) return this.#readAll(reader);
    // A Response of the caller's own making may have no stream.
    if (typeof response.text === "function") this.#text = String(await response.text());
    if (this.#text.length > MAX_BODY) this.lost(LOST.tooLarge);
  }

  async #readAll(reader) {
    const decoder = new TextDecoder();
    for (let size = 0; ;) {
      const { done, value } = await reader.read();
      this.#text += decoder.decode(value, { stream: !done });
      if (done) return;
      size += Math.max(value.byteLength, MIN_CHUNK);
      if (size > MAX_BODY) return this.lost(LOST.tooLarge);
    }
  }

  /** A refusal is one also where its body breaks off: its status and headers say what to do. */
  lost(why, thrown) {
    if (this.#response?.status >= 300 && why !== LOST.tooLarge) this.end(this.#answer());
    super.lost(why, thrown);
  }

  #answer() {
    return new Answer(this.#response.status, this.#response.headers, this.#text, this.#secrets);
  }
}
