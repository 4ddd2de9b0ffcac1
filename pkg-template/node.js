// For Node, Deno and Bun. Node's fetch does not read files, and bundlers for them leave files
// behind: the module is in a script.
import { base64 } from "./lib/inlined.js";
import { from } from "./lib/load.js";

// Compiled right here: other threads take a millisecond longer to hand it over.
from(() => new WebAssembly.Module(Buffer.from(base64, "base64")));

export * from "./lib/index.js";
export { default } from "./lib/index.js";
