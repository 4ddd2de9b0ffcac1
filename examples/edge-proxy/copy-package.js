// Puts x-mutes where the page loads it from: beside it, as it is, with no bundler.
import { cp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname } from "node:path";

// import.meta.resolve() is there from Node 20.6 only.
const from = dirname(createRequire(import.meta.url).resolve("x-mutes/package.json"));
const to = new URL("public/x-mutes/", import.meta.url);
await rm(to, { recursive: true, force: true });
await cp(from, to, { recursive: true });
