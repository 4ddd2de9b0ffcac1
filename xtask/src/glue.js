// Written by wasm-bindgen, and made a factory by `cargo xtask build`.

/** Safari decodes no more with one decoder, in bytes. */
const MAX_DECODED = 2 ** 31 - 2 ** 20;

/**
 * The imports of an instance, and `start` for when there is one, which gives its functions, guarded. Each instance has
 * variables of its own: callbacks of one that has died are still held by promises, and have its addresses.
 */
export function glue(guard) {
  let wasm;

  /** Its memory as it was when it was last looked at; empty once that has grown, and is elsewhere. */
  let bytes;
  let view;

  let decoder;
  let decoded = MAX_DECODED;
  const encoder = new TextEncoder();

  /** The length of the text that was passed last, in bytes. */
  let WASM_VECTOR_LEN;

  function memory() {
    if (!bytes?.byteLength) {
      bytes = new Uint8Array(wasm.memory.buffer);
      view = new DataView(wasm.memory.buffer);
    }
    return bytes;
  }

  function getStringFromWasm0(address, length) {
    decoded += length;
    if (decoded >= MAX_DECODED) {
      decoder = new TextDecoder("utf-8", { __proto__: null, ignoreBOM: true });
      decoded = length;
    }
    address >>>= 0;
    return decoder.decode(memory().subarray(address, address + length));
  }

  /** Gives a text away; short ones are mostly ASCII, and copied so sooner. */
  function passStringToWasm0(text) {
    const { length: units } = text;
    let address = wasm.malloc(units, 1) >>> 0;
    let length = 0;
    const room = memory();
    for (; length < units; length += 1) {
      const code = text.charCodeAt(length);
      if (code > 0x7f) break;
      room[address + length] = code;
    }
    if (length < units) {
      const rest = text.slice(length);
      const most = length + 3 * rest.length;
      address = wasm.realloc(address, units, most, 1) >>> 0;
      length += encoder.encodeInto(rest, memory().subarray(address + length, address + most)).written;
      address = wasm.realloc(address, most, length, 1) >>> 0;
    }
    WASM_VECTOR_LEN = length;
    return address;
  }

  /** Gives a text away as what a function returns, or that there is none. */
  function returnString(to, text) {
    const address = text === undefined ? 0 : passStringToWasm0(text);
    memory();
    to >>>= 0;
    view.setInt32(to, address, true);
    view.setInt32(to + 4, WASM_VECTOR_LEN, true);
  }

  FUNCTIONS

  function start(instance) {
    wasm = guard(instance.exports);
    wasm.start();
    return { ...wasm, NAMES };
  }

  const js = {
    IMPORTS
  };

  return { imports: { js }, start };
}
