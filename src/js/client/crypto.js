// @ts-check
import { XError } from "../error.js";
import { platform } from "../runtime.js";

/** WebCrypto; throws an XError if there is none. */
export function subtle() {
  const subtle = platform("crypto")?.subtle;
  if (subtle !== undefined) return subtle;
  throw new XError("unsupported", "WebCrypto cannot be had: a web page has it over https and on localhost only; serve it so");
}

/** @param {string} text */
export function utf8(text) {
  return new TextEncoder().encode(text);
}

/** @param {ArrayBuffer | Uint8Array} bytes */
export function base64(bytes) {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

/**
 * Base64 for URLs, without padding (RFC 7636, appendix A).
 *
 * @param {ArrayBuffer | Uint8Array} bytes
 */
export function base64Url(bytes) {
  return base64(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
