// What `cargo xtask bench` runs: everything is measured, kept as JSON in target/bench/, and reported from that.
import { mkdir, writeFile } from "node:fs/promises";
import { readWords } from "./counts.js";
import { openBrowser } from "./engines/browser.js";
import { openNode } from "./engines/node.js";
import { bytes } from "./measures/bytes.js";
import { cold, distant } from "./measures/cold.js";
import { crossings } from "./measures/crossings.js";
import { crowd } from "./measures/crowd.js";
import { growth } from "./measures/growth.js";
import { heap } from "./measures/heap.js";
import { decoding, holding } from "./measures/holding.js";
import { listing } from "./measures/listing.js";
import { lists } from "./measures/lists.js";
import { chunked, warm } from "./measures/warm.js";
import { circumstances } from "./report/circumstances.js";
import { report } from "./report/report.js";

/** What is taken once, and what in each engine. */
const ONCE = { bytes, holding, crossings };
const IN_ENGINES = { warm, chunked, cold, distant, crowd, heap, listing, lists, growth, decoding };
const NAMES = Object.keys({ ...ONCE, ...IN_ENGINES });

const FOLDER = "target/bench";

const { counts, isWhole, engines, measures = NAMES } = readWords(process.argv.slice(2));
const unknown = measures.find((name) => !NAMES.includes(name));
if (unknown !== undefined) throw new Error(`there is no measure ${unknown}; there are ${NAMES.join(", ")}`);

const found = { circumstances: await circumstances(counts), engines: {} };
await mkdir(FOLDER, { recursive: true });
for (const [name, take] of Object.entries(ONCE)) {
  if (measures.includes(name)) found[name] = await timed(name, take);
}
for (const name of engines) found.engines[name] = await measureIn(name);
await writeFile(`${FOLDER}/results.json`, JSON.stringify(found, null, 1));
await report(found, isWhole);

async function measureIn(name) {
  const engine = await (name === "node" ? openNode() : openBrowser(name));
  const results = { version: engine.version };
  try {
    for (const [measure, run] of Object.entries(IN_ENGINES)) {
      if (!measures.includes(measure)) continue;
      const result = await timed(`${name}: ${measure}`, () => run(engine, counts));
      if (result === undefined) continue;
      results[measure] = result;
      await writeFile(`${FOLDER}/${name}-${measure}.json`, JSON.stringify(results[measure], null, 1));
    }
  } finally {
    await engine.close();
  }
  return results;
}

async function timed(what, run) {
  const start = performance.now();
  const result = await run();
  console.log(`${what}: ${Math.round((performance.now() - start) / 1_000)} s`);
  return result;
}
