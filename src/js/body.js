/** More than any reply of X's, in bytes. */
const MAX_READ = 16 * 1024 * 1024;

/** A chunk counts for at least as many bytes: a stream of empty ones ends, too. */
const MIN_CHUNK = 64;

const MORE = { __proto__: null, stream: true };

/** Decodes the bodies that are one chunk, which are nearly all: making a decoder for each is slow in Node. */
let whole;

/** So many bytes of deflate make ten million at most: a match of 258 bytes takes two bits at least (RFC 1951). */
const SHORT = /^\d{1,4}$/;

/** Safari has no byte streams before 26.4. There making any stream is slow; elsewhere `text()` is slower than a stream. */
const isStreamSlow = globalThis.ReadableByteStreamController === undefined;

/**
 * True if `text()`, which cannot be stopped, may replace the stream: only where streams are slow, and `content-length` bounds even the
 * decoded body. The encoding of another origin's response may be hidden.
 */
export function isBetterWhole(response) {
  if (!isStreamSlow || !response.ok || response.type === "cors") return false;
  const { headers } = response;
  return SHORT.test(headers.get("content-length")) && headers.get("transfer-encoding") === null
    && [null, "gzip"].includes(headers.get("content-encoding"));
}

/** A body as text, as far as it has arrived. */
export class Body {
  text = "";
  #size = 0;
  #first;
  #decoder;

  add(chunk) {
    this.#size += Math.max(chunk.byteLength, MIN_CHUNK);
    if (this.#first === undefined) {
      this.#first = chunk;
      whole ??= new TextDecoder();
      this.text = whole.decode(chunk);
    } else {
      // A character may have been cut in two.
      if (this.#decoder === undefined) this.text = (this.#decoder = new TextDecoder()).decode(this.#first, MORE);
      this.text += this.#decoder.decode(chunk, MORE);
    }
  }

  end() {
    if (this.#decoder !== undefined) this.text += this.#decoder.decode();
  }

  /** True if there is more of it than is ever read. */
  get isTooLarge() {
    return this.#size > MAX_READ || this.text.length > MAX_READ;
  }
}
