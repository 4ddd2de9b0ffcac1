// Results and charts, from what was measured.
import { mkdir, writeFile } from "node:fs/promises";
import { budgets } from "./budgets.js";
import { chart } from "./chart.js";
import { ENGINE_NAMES } from "./markdown.js";
import { bytes } from "./sections/bytes.js";
import { cold, distant } from "./sections/cold.js";
import { crossings } from "./sections/crossings.js";
import { crowd } from "./sections/crowd.js";
import { holding } from "./sections/holding.js";
import { listing } from "./sections/listing.js";
import { lists } from "./sections/lists.js";
import { memory } from "./sections/memory.js";
import { chunked, warm } from "./sections/warm.js";

/** The sections, each by what it is made from. */
const SECTIONS = { bytes, warm, chunked, cold, distant, crowd, heap: memory, listing, lists, holding, crossings };

/** Where it goes: what was measured in part or in haste is not for others to read. */
const PLACES = {
  whole: { results: "benches/RESULTS.md", pictures: "www", shown: "../www/bench.svg" },
  part: { results: "target/bench/RESULTS.md", pictures: "target/bench", shown: "bench.svg" },
};

/** Writes all of it, and says where. The demo page shows the narrow picture on phones. */
export async function report(found, isWhole) {
  const { results, pictures, shown } = isWhole ? PLACES.whole : PLACES.part;
  await mkdir("target/bench", { recursive: true });
  await writeFile(`${pictures}/bench.svg`, chart(found, "wide"));
  await writeFile(`${pictures}/bench-narrow.svg`, chart(found, "narrow"));
  await writeFile(results, text(found, shown));
  console.log(`written: ${results} and ${pictures}/bench*.svg; the numbers are in target/bench/`);
}

export function text(found, picture) {
  const places = [found, ...Object.values(found.engines)];
  const measured = Object.entries(SECTIONS).filter(([name]) => places.some((place) => place[name] !== undefined));
  const parts = [heading(found, picture), budgets(found), ...measured.map(([, section]) => section(found))];
  return `${parts.join("\n\n")}\n`;
}

function heading({ circumstances, engines }, picture) {
  const { date, machine, versions, counts } = circumstances;
  const list = (entries) => entries.map(([name, value]) => `${name} ${value}`).join(", ");
  return `# Results

Written by \`cargo xtask bench\`, never by hand; what is measured and how is in [README.md](README.md).

![Bytes, time of a call, and time to the first request](${picture})

- Measured on ${date.slice(0, 10)}: ${machine}
- Engines: ${Object.entries(engines).map(([name, { version }]) => `${ENGINE_NAMES[name]} (${version})`).join(", ")}
- Versions: ${list(Object.entries(versions))}
- Counts: ${list(Object.entries(counts))}
- Where there are three numbers, they are median and quartiles.`;
}
