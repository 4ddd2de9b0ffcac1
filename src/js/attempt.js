import { Answer, LOST } from "./answer.js";
import { requestInit } from "./runtime.js";

/** More than any reply of X's, in bytes. */
const MAX_BODY = 16 * 1024 * 1024;

/** A chunk counts for at least as many bytes: a stream of empty ones ends, too. */
const MIN_CHUNK = 64;

/** One request and its whole answer, which `onAnswer` gets once and later, also where the caller's fetch never settles. */
export class Attempt {
  #controller = new AbortController();
  #onAnswer;
  #timer;
  /** What has arrived so far. */
  #response;
  #text = "";
  #token;

  constructor({ fetch, timeoutMs }, url, init, token, onAnswer) {
    this.#token = token;
    this.#onAnswer = onAnswer;
    if (timeoutMs > 0) this.#timer = setTimeout(() => this.#lost(LOST.timeout), timeoutMs);
    this.#receive(fetch ?? globalThis.fetch, url, requestInit(init, this.#controller.signal))
      .then(() => this.#end(this.#answer()))
      .catch((thrown) => this.#lost(LOST.network, thrown));
  }

  /** Nobody waits for the answer any more. */
  cancel() {
    this.#end(new Answer(LOST.cancelled));
    this.#controller.abort();
  }

  async #receive(fetch, url, init) {
    const response = await fetch(url, init);
    const { status, headers, body } = response ?? {};
    if (!(Number.isInteger(status) && status >= 100 && status <= 999) || typeof headers?.get !== "function") return this.#lost(LOST.notAResponse);
    this.#response = { status, headers };
    const reader = body?.getReader?.();
    if (reader !== undefined) return this.#readAll(reader);
    // A Response of the caller's own making may have no stream.
    if (typeof response.text === "function") this.#text = String(await response.text());
    if (this.#text.length > MAX_BODY) this.#lost(LOST.tooLarge);
  }

  async #readAll(reader) {
    const decoder = new TextDecoder();
    for (let size = 0; ;) {
      const { done, value } = await reader.read();
      this.#text += decoder.decode(value, { stream: !done });
      if (done) return;
      size += Math.max(value.byteLength, MIN_CHUNK);
      if (size > MAX_BODY) return this.#lost(LOST.tooLarge);
    }
  }

  /** A refusal is one also where its body breaks off: its status and headers say what to do. */
  #lost(why, thrown) {
    const isRefusal = this.#response?.status >= 300 && why !== LOST.tooLarge;
    this.#end(isRefusal ? this.#answer() : Answer.lost(why, thrown));
    this.#controller.abort();
  }

  #answer() {
    return new Answer(this.#response.status, this.#response.headers, this.#text, this.#token);
  }

  #end(answer) {
    const onAnswer = this.#onAnswer;
    if (onAnswer === undefined) return;
    this.#onAnswer = undefined;
    clearTimeout(this.#timer);
    onAnswer(answer);
  }
}
