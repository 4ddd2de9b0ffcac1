// For those who cannot serve a second file: the module is in a script.
import { base64 } from "./lib/inlined.js";
import { from } from "./lib/load.js";

from(decoded);

/** The module. With a callback for each character it took Chromium 18 ms. */
function decoded() {
  if (Uint8Array.fromBase64 !== undefined) return Uint8Array.fromBase64(base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}

export * from "./lib/index.js";
export { default } from "./lib/index.js";
