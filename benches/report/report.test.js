import assert from "node:assert/strict";
import { test } from "node:test";
import { CANDIDATES } from "../candidates/index.js";
import { WAYS } from "../measures/ways-to-hold.js";
import { chart } from "./chart.js";
import { text } from "./report.js";

const three = (value) => [value, value, value];
const sizes = { raw: 3_000, gzip: 2_000, brotli: 1_000, stubbed: ["crypto"] };

/** What one engine may have found, in part. */
const FOUND = {
  circumstances: { date: "2030-01-31T12:00:00.000Z", machine: "a machine", versions: { "x-mutes": "1.2.3" }, counts: { calls: 7 } },
  bytes: { "x-mutes": { muting: sizes, all: sizes, apart: { wasm: sizes, js: sizes } } },
  engines: {
    node: {
      version: "Node.js 20",
      warm: { "x-mutes": three(10), "x-mutes-client": three(11), xdk: three(20), "by-hand": three(8), "plain-fetch": three(5), floor: three(9) },
    },
  },
};

test("the results say when, where, with what and how often", () => {
  const written = text(FOUND, "bench.svg");
  for (const said of ["2030-01-31", "a machine", "Node.js 20", "x-mutes 1.2.3", "calls 7"]) assert.ok(written.includes(said), said);
});

test("who cannot do something is in the table, with the reason below", () => {
  const written = text(FOUND, "bench.svg");
  for (const { name } of CANDIDATES) assert.match(written, new RegExp(`^\\| ${name.replaceAll("/", "\\/")} \\|`, "m"));
  assert.match(written, /^\| twitter-api-v2 \| cannot <sup>2<\/sup> \|$/m);
  assert.match(written, /<sup>2<\/sup> its requests go through Node's own http/);
});

test("of the module in a script there is each way, with a time in each engine that can decode it", () => {
  const decoded = { first: three(2), again: three(1) };
  const held = Object.fromEntries(["file", ...WAYS.map(({ id }) => id)].map((id) => [id, { ...sizes, inAscii: 1_500 }]));
  const decoding = Object.fromEntries(WAYS.filter(({ charset }) => charset === undefined).map(({ id }) => [id, decoded]));
  const written = text({ ...FOUND, holding: held, engines: { node: { ...FOUND.engines.node, decoding } } }, "bench.svg");
  assert.match(written, /^\| hexadecimal \| 3\.0 \| 2\.0 \| 1\.0 \| 0\.0 \| 1\.5 \| 2; 1 \|$/m);
  assert.match(written, /^\| the character of each byte, in Latin-1 \|.* cannot \|$/m);
});

test("what was not measured is not there", () => {
  assert.doesNotMatch(text(FOUND, "bench.svg"), /## Lists|## Memory|## Ways|NaN|undefined/);
});

test("the picture, wide or narrow, is well-formed, has a bar for each that was measured, and colours for either scheme", () => {
  for (const svg of [chart(FOUND, "wide"), chart(FOUND, "narrow")]) {
    assert.equal(svg.match(/<rect class="(bar|ours)"/g).length, 2 + 6);
    assert.equal(svg.match(/<rect class="ours"/g).length, 2 + 2);
    assert.match(svg, /prefers-color-scheme: dark/);
    assert.doesNotMatch(svg, /NaN|undefined/);
    for (const tag of ["svg", "g", "text", "style"]) assert.equal(svg.split(`<${tag}`).length, svg.split(`</${tag}>`).length, tag);
  }
});
