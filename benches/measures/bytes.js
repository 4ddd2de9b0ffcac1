// What is loaded: bytes as they are, by gzip and by brotli. No engine is needed.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { bundle } from "../bundles.js";
import { sizes, sum } from "./compression.js";

const { PACKED } = process.env;
const FOLDER = "target/bench/bytes";
const BY_HAND = 'export { mute, unmute } from "./candidates/by-hand/mute.js"';

/** A literal that only a module's text is as long as. */
const LONG_LITERAL = /"[^"\\]{10000,}"/;

/**
 * What is bundled: for whoever mutes and unmutes, and all that there is. `beside` is the module that is loaded from a file, and
 * `within` the one that the script has as a text.
 */
const ENTRIES = [
  {
    id: "x-mutes", within: "x_mutes.wasm",
    muting: 'export { mute, unmute } from "x-mutes"',
    all: 'export * from "x-mutes"; export { default } from "x-mutes"',
  },
  {
    id: "x-mutes-client", beside: "client.wasm",
    muting: 'export { Client } from "x-mutes/client"',
    all: 'export * from "x-mutes/client"; export { default } from "x-mutes/client"',
  },
  {
    id: "x-mutes-client-inline", within: "client.wasm",
    muting: 'export { Client } from "x-mutes/client/inline"',
    all: 'export * from "x-mutes/client/inline"; export { default } from "x-mutes/client/inline"',
  },
  { id: "xdk", muting: 'export { Client } from "@xdevplatform/xdk"', all: 'export * from "@xdevplatform/xdk"' },
  { id: "twitter-api-v2", muting: 'export { TwitterApi } from "twitter-api-v2"', all: 'export * from "twitter-api-v2"' },
  { id: "twitter-api-sdk", muting: 'export { Client } from "twitter-api-sdk"', all: 'export * from "twitter-api-sdk"' },
  { id: "by-hand", muting: BY_HAND, all: BY_HAND },
];

/** By candidate the sizes of both, and of all that there is the module and the JavaScript, each by itself. */
export async function bytes() {
  const found = {};
  for (const { id, beside, within, ...scripts } of ENTRIES) {
    const module = beside ?? within;
    const wasm = module === undefined ? undefined : sizes(await readFile(join(PACKED, module)));
    found[id] = {};
    for (const [what, contents] of Object.entries(scripts)) {
      const path = `${FOLDER}/${id}-${what}.js`;
      const stubbed = await bundle("browser", { contents }, path);
      const script = await readFile(path, "utf8");
      const loaded = sizes(Buffer.from(script));
      found[id][what] = { ...beside === undefined ? loaded : sum([loaded, wasm]), stubbed };
      if (wasm !== undefined) found[id].apart = { wasm, js: within === undefined ? loaded : sizes(withoutModule(script)) };
    }
  }
  return found;
}

function withoutModule(script) {
  if (!LONG_LITERAL.test(script)) throw new Error("no module is in the script");
  return Buffer.from(script.replace(LONG_LITERAL, '""'));
}
