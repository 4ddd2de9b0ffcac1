// One small project for each tool that people use the package with, all from the packed tarball.
//
// CONSUMERS=vite-8,esbuild runs some of them.
import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { after, test } from "node:test";
import { world } from "../support/world.js";
import { consumers } from "./support/consumers.js";
import { emitted } from "./support/emitted.js";
import { emptyFolder, install, versionOf } from "./support/installed.js";
import { Project } from "./support/project.js";
import { entriesOf } from "./support/sources.js";
import { table } from "./support/table.js";

const { CONSUMERS, TARBALL, X_SERVER } = process.env;

/** Longer than all that a row waits for has by itself, in milliseconds: a browser that does not start has no limit. */
const PATIENCE_MS = 900_000;

const SAID = ['{"data":{"muting":true}}', '{"data":{"muting":false}}'];

const all = await consumers();
const chosen = CONSUMERS === undefined ? all : CONSUMERS.split(",").map((wanted) => {
  const consumer = all.find(({ name }) => name === wanted);
  if (consumer === undefined) throw new Error(`CONSUMERS has ${wanted}; there are ${all.map(({ name }) => name)}`);
  return consumer;
});

const root = await emptyFolder(TARBALL);
const copies = install(chosen.map(({ folder }) => folder), root);
const results = [];

for (const [index, { rows }] of chosen.entries()) {
  const run = async (row) => check(row, new Project(await copies[index]));
  for (const row of rows) test(row.title, { timeout: PATIENCE_MS }, () => run(row));
}

after(async () => {
  await Project.quit();
  await Promise.allSettled(copies);
  await rm(root, { recursive: true, force: true });
  console.log(table(results));
});

/** Runs a row of a consumer, which becomes a row of the table however it ends. */
async function check({ title, tool, source = ".", output, wasmFiles, calls = 1, run }, project) {
  const begun = performance.now();
  const result = { title, ok: false };
  results.push(result);
  try {
    result.version = tool && await versionOf(tool, project.folder);
    result.entries = await entriesOf(join(project.folder, source));
    project.world = await world(X_SERVER, `packages: ${title}`);
    const said = await run(project);
    assert.deepEqual(said.split(/\s+/).filter((line) => line !== ""), Array(calls).fill(SAID).flat());
    await assertMutedAndUnmuted(project.world, calls);
    if (output !== undefined) Object.assign(result, await emitted(join(project.folder, output)));
    assert.equal(result.wasmFiles, wasmFiles, `wasm files in ${output}`);
    result.ok = true;
  } finally {
    result.seconds = (performance.now() - begun) / 1000;
    await project.stop();
  }
}

/** What has reached the stand-in: so many times a mute and an unmute, and at the end nobody is muted. */
async function assertMutedAndUnmuted({ me, other, token, requests, mutes }, calls) {
  const both = [
    ["POST", `/2/users/${me}/muting`, `{"target_user_id":"${other}"}`, `Bearer ${token}`],
    ["DELETE", `/2/users/${me}/muting/${other}`, "", `Bearer ${token}`],
  ];
  const got = (await requests()).map(({ method, path, body, headers }) =>
    [method, path, body, Object.fromEntries(headers).authorization]);
  assert.deepEqual(got, Array(calls).fill(both).flat());
  assert.deepEqual(await mutes(), []);
}
