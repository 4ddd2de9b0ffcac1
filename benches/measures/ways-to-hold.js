// Ways to hold a module in a script: each gives the script, which keeps `text` and decodes it by `decode`.

const Z85 = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
/** How far yEnc turns the values of bytes, and how far those that a literal cannot have after its sign for that. */
const [TURN, ESCAPED] = [42, 64];

/** What browsers take for Latin-1 is windows-1252. Its own characters, as a script can have them. */
const FROM_80_TO_9F = String.raw`\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f`
  + String.raw`\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178`;

/**
 * @typedef {object} Way
 * @property {string} id
 * @property {string} name how tables call it
 * @property {(bytes: Uint8Array) => string | Promise<string>} text what is between the quotation marks
 * @property {string} decode a script's function `decode(text, length)`, which gives the bytes or a promise of them
 * @property {"latin1"} [charset] of a script that is not UTF-8
 */

/** @type {Way[]} */
export const WAYS = [
  {
    id: "hex", name: "hexadecimal",
    text: (bytes) => Buffer.from(bytes).toString("hex"),
    decode: `function decode(text, length) {
      if (Uint8Array.fromHex) return Uint8Array.fromHex(text);
      const value = (code) => (code < 58 ? code - 48 : code - 87), bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += 1) bytes[at] = value(text.charCodeAt(2 * at)) * 16 + value(text.charCodeAt(2 * at + 1));
      return bytes;
    }`,
  },
  {
    id: "base64", name: "base64",
    text: (bytes) => Buffer.from(bytes).toString("base64"),
    decode: `function decode(text, length) {
      if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
      const binary = atob(text), bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += 1) bytes[at] = binary.charCodeAt(at);
      return bytes;
    }`,
  },
  {
    id: "z85", name: "base85 (Z85)",
    text: (bytes) => inBase85(bytes),
    decode: `function decode(text, length) {
      const values = new Uint8Array(128), bytes = new Uint8Array(Math.ceil(length / 4) * 4), view = new DataView(bytes.buffer);
      [..."${Z85}"].forEach((digit, value) => { values[digit.charCodeAt(0)] = value; });
      for (let at = 0, out = 0; at < text.length; out += 4) {
        let word = 0;
        for (const end = at + 5; at < end; at += 1) word = word * 85 + values[text.charCodeAt(at)];
        view.setUint32(out, word);
      }
      return bytes.subarray(0, length);
    }`,
  },
  {
    id: "above", name: "a character from U+0100 on for each byte",
    text: (bytes) => characters(bytes, (byte) => 0x100 + byte),
    decode: `function decode(text, length) {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += 1) bytes[at] = text.charCodeAt(at);
      return bytes;
    }`,
  },
  {
    id: "same", name: "the character of each byte, in UTF-8",
    text: (bytes) => escaped(characters(bytes, (byte) => byte)),
    decode: `function decode(text, length) {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += 1) bytes[at] = text.charCodeAt(at);
      return bytes;
    }`,
  },
  {
    id: "latin1", name: "the character of each byte, in Latin-1", charset: "latin1",
    text: (bytes) => escaped(characters(bytes, (byte) => byte)),
    decode: `function decode(text, length) {
      const bytes = new Uint8Array(length);
      const others = "${FROM_80_TO_9F}", values = new Map([...others].map((other, at) => [other.charCodeAt(0), 128 + at]));
      for (let at = 0; at < length; at += 1) {
        const code = text.charCodeAt(at);
        bytes[at] = code < 256 ? code : values.get(code);
      }
      return bytes;
    }`,
  },
  {
    id: "yenc", name: "yEnc, in UTF-8",
    text: (bytes) => inYEnc(bytes),
    decode: `function decode(text, length) {
      const bytes = new Uint8Array(length);
      for (let at = 0, out = 0; at < text.length; at += 1, out += 1) {
        const code = text.charCodeAt(at);
        bytes[out] = code === 61 ? text.charCodeAt(at += 1) - ${ESCAPED} - ${TURN} : code - ${TURN};
      }
      return bytes;
    }`,
  },
  {
    id: "numbers", name: "numbers, divided by commas",
    text: (bytes) => bytes.join(),
    decode: `function decode(text) {
      return Uint8Array.from(text.split(","));
    }`,
  },
  {
    id: "deflated", name: "deflated, in base64",
    text: async (bytes) => {
      const deflated = new Response(bytes).body.pipeThrough(new CompressionStream("deflate-raw"));
      return Buffer.from(await new Response(deflated).arrayBuffer()).toString("base64");
    },
    decode: `async function decode(text) {
      const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      return new Uint8Array(await new Response(new Response(bytes).body.pipeThrough(new DecompressionStream("deflate-raw"))).arrayBuffer());
    }`,
  },
];

const characters = (bytes, code) => Array.from(bytes, (byte) => String.fromCharCode(code(byte))).join("");

/** With what a literal between quotation marks cannot have as it is. */
function escaped(text) {
  const names = { "\\": "\\\\", "\"": "\\\"", "\n": "\\n", "\r": "\\r" };
  return text.replace(/[\\"\n\r]/g, (character) => names[character]);
}

function inBase85(bytes) {
  const whole = Buffer.alloc(Math.ceil(bytes.length / 4) * 4);
  whole.set(bytes);
  let text = "";
  for (let at = 0; at < whole.length; at += 4) {
    const word = whole.readUInt32BE(at);
    for (const place of [85 ** 4, 85 ** 3, 85 ** 2, 85, 1]) text += Z85[Math.floor(word / place) % 85];
  }
  return text;
}

function inYEnc(bytes) {
  const turned = characters(bytes, (byte) => (byte + TURN) & 255);
  return turned.replace(/[\0\n\r="\\]/g, (character) => `=${String.fromCharCode((character.charCodeAt(0) + ESCAPED) & 255)}`);
}
