// The projects that are in this folder.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { entriesOf } from "./sources.js";

const HERE = join(import.meta.dirname, "..");

/** Each project: its name, its folder, and what is run there. */
export async function consumers() {
  const entries = await readdir(HERE, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== "support");
  const names = folders.map(({ name }) => name).sort();
  return Promise.all(names.map(async (name) => {
    const { default: rows } = await import(`../${name}/consumer.mjs`);
    return { name, folder: join(HERE, name), rows };
  }));
}

/**
 * The tools that these run, by the first words of the titles, each with the entries of the package that it imports. That of
 * "any of these" is imported by all of them, and left out of the others' entries.
 */
export async function toolsOf(consumers) {
  const tools = new Map();
  for (const { folder, rows } of consumers) for (const { title, source = "." } of rows) {
    const [tool] = title.split(",");
    const entries = (await entriesOf(join(folder, source))).filter((entry) => !entry.endsWith(".wasm"));
    tools.set(tool, [...new Set([...tools.get(tool) ?? [], ...entries])].sort());
  }
  const all = [...tools.values()];
  const isCommon = (entry) => all.every((entries) => entries.includes(entry));
  const lines = [...tools].map(([tool, entries]) => [tool, entries.filter((entry) => !isCommon(entry))]);
  const common = [...new Set(all.flat())].filter(isCommon);
  return [["any of these", common], ...lines].map(([tool, entries]) => `${tool}: ${entries.join(", ")}`).sort();
}

/** The files of these that users are to write, each with the packages that it needs. */
export async function recipesOf(consumers) {
  const recipes = [];
  for (const { folder, rows } of consumers) for (const file of rows.flatMap((row) => row.recipes ?? [])) {
    const { dependencies } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const text = await readFile(join(folder, file), "utf8");
    recipes.push({ file, packages: Object.keys(dependencies).sort(), text });
  }
  return recipes.sort(byText);
}

/** An order for recipes: names of files are not enough, for several tools have the same. */
export const byText = (one, other) => (one.text < other.text ? -1 : 1);
