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

const [MUTED, UNMUTED] = ['{"data":{"muting":true}}', '{"data":{"muting":false}}'];

/** What a script says, a line each, when it has used an entry. */
const SAID = {
  "x-mutes": () => [MUTED, UNMUTED],
  "x-mutes/client": ({ other }) => [MUTED, `"${other}"`, UNMUTED, '"invalid_argument"'],
};

/** What reaches the stand-in then: method, path and body. */
const SENT = {
  "x-mutes": ({ me, other }) => [
    ["POST", `/2/users/${me}/muting`, `{"target_user_id":"${other}"}`],
    ["DELETE", `/2/users/${me}/muting/${other}`, ""],
  ],
  "x-mutes/client": ({ me, other }) => [
    ["GET", "/2/users/me", ""],
    ["POST", `/2/users/${me}/muting`, `{"target_user_id":"${other}"}`],
    ["GET", `/2/users/${me}/muting?max_results=1000`, ""],
    ["DELETE", `/2/users/${me}/muting/${other}`, ""],
  ],
};

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
async function check({ title, tool, source = ".", output, wasmFiles, uses = Object.keys(SAID), run }, project) {
  const begun = performance.now();
  const result = { title, ok: false };
  results.push(result);
  try {
    result.version = tool && await versionOf(tool, project.folder);
    result.entries = await entriesOf(join(project.folder, source));
    project.world = await world(X_SERVER, `packages: ${title}`);
    const said = await run(project);
    const lines = said.split(/\s+/).filter((line) => line !== "");
    assert.deepEqual(lines, uses.flatMap((entry) => SAID[entry](project.world)));
    await assertSent(project.world, uses.flatMap((entry) => SENT[entry](project.world)));
    if (output !== undefined) Object.assign(result, await emitted(join(project.folder, output)));
    assert.equal(result.wasmFiles, wasmFiles, `wasm files in ${output}`);
    result.ok = true;
  } finally {
    result.seconds = (performance.now() - begun) / 1000;
    await project.stop();
  }
}

/** These requests have reached the stand-in, each with the token, and at the end nobody is muted. */
async function assertSent({ token, requests, mutes }, sent) {
  const got = (await requests()).map(({ method, path, body, headers }) =>
    [method, path, body, Object.fromEntries(headers).authorization]);
  assert.deepEqual(got, sent.map((request) => [...request, `Bearer ${token}`]));
  assert.deepEqual(await mutes(), []);
}
