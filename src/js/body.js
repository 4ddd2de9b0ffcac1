// @ts-check
/** More than any reply of X's, in bytes. */
const MAX_READ = 16 * 1024 * 1024;

/** A chunk counts as this many bytes at least, so that a stream of empty chunks ends, too. */
const MIN_CHUNK = 64;

/** For all chunks of a body but the last. */
const MORE = { __proto__: null, stream: true };

/** Decodes the bodies of one chunk, which are nearly all: making a decoder for each is slow in Node. @type {TextDecoder | undefined} */
let whole;

/** At most 9,999 bytes of deflate, which make ten million at most: a match of 258 bytes takes two bits at least (RFC 1951). */
const SHORT = /^\d{1,4}$/;

/** Safari has no byte streams before 26.4. There making any stream is slow; elsewhere `text()` is slower than a stream. */
const isStreamSlow = globalThis.ReadableByteStreamController === undefined;

/**
 * True if `text()`, which cannot be stopped, may replace the stream: only where streams are slow, and `content-length` bounds even the
 * decoded body. The encoding of another origin's response may be hidden.
 *
 * @param {Response} response the platform's own
 */
export function isBetterWhole(response) {
  if (!isStreamSlow || !response.ok || response.type === "cors") return false;
  const { headers } = response;
  // The pattern does not match an absent header's "null".
  return SHORT.test(/** @type {string} */ (headers.get("content-length"))) && headers.get("transfer-encoding") === null
    && [null, "gzip"].includes(headers.get("content-encoding"));
}

/** A body as text, as far as it has arrived. */
export class Body {
  text = "";
  #size = 0;
  /** @type {Uint8Array | undefined} */
  #first;
  /** For bodies of more than one chunk. @type {TextDecoder | undefined} */
  #decoder;

  /** @param {Uint8Array} chunk */
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
