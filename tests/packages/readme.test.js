// What the package's README says of tools, and what is run here: neither changes alone.
import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { test } from "node:test";
import { consumers, recipesOf, toolsOf } from "./support/consumers.js";
import { readme } from "./support/readme.js";

const all = await consumers();
const { tools, recipes } = await readme();

test("the README's table has each tool that is run here, with what it imports, and no other", async () => {
  assert.deepEqual(tools, await toolsOf(all));
});

test("the README's recipes are word for word what is run here, with the same packages", async () => {
  assert.ok(recipes.length > 0);
  assert.deepEqual(recipes, await recipesOf(all));
});

test("no project has a configuration that is no recipe of the README", async () => {
  for (const { name, folder, rows } of all) {
    const known = rows.flatMap((row) => row.recipes ?? []);
    const configs = (await readdir(folder)).filter((file) => /^build\.|config\.|^\..+rc\b|^wrangler\./.test(file));
    assert.deepEqual(configs.filter((file) => !known.includes(file)), [], name);
  }
});
