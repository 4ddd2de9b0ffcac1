// What is loaded: bytes as they are, by gzip and by brotli. No engine is needed.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { bundle } from "../bundles.js";

const { PACKED } = process.env;
const FOLDER = "target/bench/bytes";
const WASM = join(PACKED, "x_mutes.wasm");
const BY_HAND = 'export { mute, unmute } from "./candidates/by-hand/mute.js"';

/** What is bundled: for whoever mutes and unmutes, and all that there is; `beside` are files that are loaded, too. */
const ENTRIES = [
  {
    id: "x-mutes", beside: [WASM],
    muting: 'export { mute, unmute } from "x-mutes"',
    all: 'export * from "x-mutes"; export { default } from "x-mutes"',
  },
  {
    id: "x-mutes-inline", beside: [],
    muting: 'export { mute, unmute } from "x-mutes/inline"',
    all: 'export * from "x-mutes/inline"; export { default } from "x-mutes/inline"',
  },
  { id: "xdk", beside: [], muting: 'export { Client } from "@xdevplatform/xdk"', all: 'export * from "@xdevplatform/xdk"' },
  {
    id: "twitter-api-v2", beside: [],
    muting: 'export { TwitterApi } from "twitter-api-v2"', all: 'export * from "twitter-api-v2"',
  },
  {
    id: "twitter-api-sdk", beside: [],
    muting: 'export { Client } from "twitter-api-sdk"', all: 'export * from "twitter-api-sdk"',
  },
  { id: "by-hand", beside: [], muting: BY_HAND, all: BY_HAND },
];

export async function bytes() {
  const found = {};
  for (const { id, beside, ...scripts } of ENTRIES) {
    found[id] = {};
    for (const [what, contents] of Object.entries(scripts)) {
      const script = `${FOLDER}/${id}-${what}.js`;
      const stubbed = await bundle("browser", { contents }, script);
      found[id][what] = { ...await sizes([script, ...beside]), stubbed };
    }
  }
  return found;
}

async function sizes(files) {
  const parts = await Promise.all(files.map((file) => readFile(file)));
  const sum = (size) => parts.reduce((total, part) => total + size(part), 0);
  return {
    raw: sum((part) => part.length),
    gzip: sum((part) => gzipSync(part, { level: 9 }).length),
    brotli: sum((part) => brotliCompressSync(part, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length),
  };
}
