import { platform } from "./runtime.js";

/** The bytes that hexadecimal digits stand for. Nothing that a script can hold as plain ASCII compresses better. */
export function bytesOf(hex) {
  if (Uint8Array.fromHex !== undefined) return Uint8Array.fromHex(hex);
  // Node 20 has no fromHex, and takes longer for a loop that it has not compiled yet than for the module.
  return platform("Buffer")?.from(hex, "hex") ?? decoded(hex);
}

function decoded(hex) {
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = valueOf(hex.charCodeAt(2 * at)) * 16 + valueOf(hex.charCodeAt(2 * at + 1));
  return bytes;
}

/** The value of a digit, 0 to 9 and a to f in lower case, by its code. */
function valueOf(code) {
  return code < 58 ? code - 48 : code - 87;
}
