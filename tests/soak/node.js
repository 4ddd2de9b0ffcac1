// The soak in Node, in a process of its own, which can collect garbage at will. Prints what was measured, as JSON.
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { prepare } from "./soak.js";

const { PACKED, X_SERVER, PHASES } = process.env;

async function heap() {
  for (let times = 0; times < 5; times += 1) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return process.memoryUsage().heapUsed;
}

const { run } = await prepare({ entry: pathToFileURL(join(PACKED, "index.js")).href, xServer: X_SERVER, engine: "node" });
const measured = [];
for (const calls of JSON.parse(PHASES)) measured.push({ ...await run(calls), heap: await heap() });
console.log(JSON.stringify(measured));
