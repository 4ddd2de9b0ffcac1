// For browsers and bundlers: the module is fetched from beside this file.
import { from } from "./lib/load.js";
import { url } from "./lib/url.js";

from(url);

export * from "./lib/index.js";
export { default } from "./lib/index.js";
