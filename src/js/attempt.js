import { Answer, LOST } from "./answer.js";

/** More than any reply of X's, in bytes. */
const MAX_BODY = 16 * 1024 * 1024;

/** One request and its whole answer, which `onAnswer` gets once and later, also where the caller's fetch never settles. */
export class Attempt {
  #controller = new AbortController();
  #onAnswer;
  #timer;

  constructor({ fetch, timeoutMs }, url, init, onAnswer) {
    this.#onAnswer = onAnswer;
    if (timeoutMs > 0) this.#timer = setTimeout(() => this.#end(new Answer(LOST.timeout)), timeoutMs);
    receive(fetch ?? globalThis.fetch, url, { ...init, signal: this.#controller.signal })
      .then((answer) => this.#end(answer), (thrown) => this.#end(Answer.lost(LOST.network, thrown)));
  }

  /** Nobody waits for the answer any more. */
  cancel() {
    this.#end(Answer.lost(LOST.network));
  }

  #end(answer) {
    const onAnswer = this.#onAnswer;
    if (onAnswer === undefined) return;
    this.#onAnswer = undefined;
    clearTimeout(this.#timer);
    // Where the rest of a body is not waited for, the connection is let go.
    if (answer.status < 100) this.#controller.abort();
    onAnswer(answer);
  }
}

async function receive(fetch, url, init) {
  const response = await fetch(url, init);
  const { status, headers } = response ?? {};
  if (!(status >= 100 && status <= 999) || typeof headers?.get !== "function") return new Answer(LOST.notAResponse);
  const text = await readText(response);
  return text === undefined ? new Answer(LOST.tooLarge) : new Answer(status, headers, text);
}

/** The body as text; undefined where it is larger than MAX_BODY. */
async function readText(response) {
  const reader = response.body?.getReader?.();
  if (reader === undefined) {
    // A Response of the caller's own making may have no stream.
    const text = typeof response.text === "function" ? String(await response.text()) : "";
    return text.length > MAX_BODY ? undefined : text;
  }
  const decoder = new TextDecoder();
  let text = "";
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > MAX_BODY) return undefined;
    text += decoder.decode(value, { stream: true });
  }
}
