// @ts-check
import { platform } from "./runtime.js";

/**
 * The bytes of hexadecimal digits. Of the ways to write bytes as plain ASCII in a script, this one compresses best.
 *
 * @param {string} hex in lower case
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function bytesOf(hex) {
  if (Uint8Array.fromHex !== undefined) return Uint8Array.fromHex(hex);
  // Node 20 has no fromHex, and takes longer for a loop that it has not compiled yet than for the module.
  return platform("Buffer")?.from(hex, "hex") ?? decoded(hex);
}

/** @param {string} hex */
function decoded(hex) {
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = valueOf(hex.charCodeAt(2 * at)) * 16 + valueOf(hex.charCodeAt(2 * at + 1));
  return bytes;
}

/**
 * The value of a digit.
 *
 * @param {number} code of 0 to 9, or of a to f in lower case
 */
function valueOf(code) {
  return code < 58 ? code - 48 : code - 87;
}
