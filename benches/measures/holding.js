// How a script can hold a module: what that weighs, and how long decoding it takes. The module is the one of ".".
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { transform } from "esbuild";
import { inTurns } from "../inside/candidates.js";
import { hash } from "../inside/decoding.js";
import { sizes } from "./compression.js";
import { WAYS } from "./ways-to-hold.js";

const module = () => readFile(join(process.env.PACKED, "x_mutes.wasm"));

/**
 * The sizes of the module as a file, and of the script of each way, with what decodes it; `inAscii` is brotli's where a bundler
 * writes no other characters.
 */
export async function holding() {
  const bytes = await module();
  const found = { file: sizes(bytes) };
  for (const way of WAYS) {
    const script = await scriptOf(way, bytes);
    const { code } = await transform(script, { minify: true, charset: "ascii" });
    found[way.id] = { ...sizes(Buffer.from(script, way.charset)), inAscii: sizes(Buffer.from(code)).brotli };
  }
  return found;
}

/** By way the milliseconds of decoding for the first time in a page or process, and the mean of those after it there. */
export async function decoding(engine, { decodeRounds, decodeAgain }) {
  const bytes = await module();
  const folder = `target/bench/${engine.kind}/holding`;
  await mkdir(folder, { recursive: true });
  // Node reads scripts as UTF-8 only.
  const here = WAYS.filter(({ charset }) => charset === undefined || engine.kind === "browser");
  for (const way of here) await writeFile(`${folder}/${way.id}.js`, await scriptOf(way, bytes), way.charset);
  const ways = here.map(({ id, charset }) => ({ id, charset, url: `${engine.place.bundles}../holding/${id}.js` }));
  const found = Object.fromEntries(ways.map(({ id }) => [id, { first: [], again: [] }]));
  for (let round = 0; round < decodeRounds; round += 1) {
    const place = await engine.open();
    const times = await place.run("decoding", { ways: inTurns(ways, round), again: decodeAgain, hash: hash(bytes) });
    await place.close();
    for (const [id, { first, again }] of Object.entries(times)) {
      found[id].first.push(first);
      found[id].again.push(again);
    }
  }
  return found;
}

/** It leaves a function that decodes at `globalThis.decoded`, for a script that is not UTF-8 cannot be a module. */
async function scriptOf({ text, decode }, bytes) {
  const { code } = await transform(decode, { minify: true, charset: "ascii" });
  return `{${code}const text="${await text(bytes)}";globalThis.decoded=()=>decode(text,${bytes.length})}`;
}
