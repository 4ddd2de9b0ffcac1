// Puts x-mutes where the page loads it from: beside it, as it is, with no bundler.
import { cp, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

const from = dirname(fileURLToPath(import.meta.resolve("x-mutes/package.json")));
const to = new URL("public/x-mutes/", import.meta.url);
await rm(to, { recursive: true, force: true });
await cp(from, to, { recursive: true });
