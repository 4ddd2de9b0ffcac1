/** The bytes that hexadecimal digits stand for. Of what a script can hold, they compress best but for one, which hangs on its charset. */
export function bytesOf(hex) {
  if (Uint8Array.fromHex !== undefined) return Uint8Array.fromHex(hex);
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = valueOf(hex.charCodeAt(2 * at)) * 16 + valueOf(hex.charCodeAt(2 * at + 1));
  return bytes;
}

/** The value of a digit, 0 to 9 and a to f in lower case, by its code. */
function valueOf(code) {
  return code < 58 ? code - 48 : code - 87;
}
