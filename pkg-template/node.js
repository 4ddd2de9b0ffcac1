// For Node, Deno and Bun. Node's fetch does not read files, and bundlers for them leave files
// behind: the module is in a script.
import { base64 } from "./lib/inlined.js";
import { from } from "./lib/load.js";

from(() => Buffer.from(base64, "base64"));

export * from "./lib/index.js";
export { default } from "./lib/index.js";
