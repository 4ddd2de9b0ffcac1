// For workerd, Cloudflare's runtime, which compiles no bytes: the module is imported.
import module from "./x_mutes.wasm";
import { from } from "./lib/load.js";

from(() => module);

export * from "./lib/index.js";
export { default } from "./lib/index.js";
