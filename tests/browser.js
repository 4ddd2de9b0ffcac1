// What tests/browser.rs needs of JavaScript.
import { readAuth } from "../src/js/client/auth.js";
import { ClientCall } from "../src/js/client/client-call.js";
import { readOptions } from "../src/js/options.js";

/** A call that Rust may send with; what it settles as is for nobody. */
export function callFor(timeoutMs) {
  return new ClientCall(readOptions({ timeoutMs }), () => {}, () => {});
}

/** Who asks, by a token. */
export function authOf(token) {
  return readAuth(token);
}
