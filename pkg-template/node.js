// For Node, whose fetch does not read files.
import { readFile } from "node:fs/promises";
import { from } from "./lib/load.js";
import { url } from "./lib/url.js";

from(() => readFile(url()));

export * from "./lib/index.js";
export { default } from "./lib/index.js";
