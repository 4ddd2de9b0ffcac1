// For those who cannot serve a second file: the module is in a script.
import { base64 } from "./lib/inlined.js";
import { from } from "./lib/load.js";

from(() => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));

export * from "./lib/index.js";
export { default } from "./lib/index.js";
