// What the package's README says of tools.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { byText } from "./consumers.js";
import { entriesIn } from "./sources.js";

const PATH = join(import.meta.dirname, "../../../pkg-template/README.md");

/** The tools of its table and the recipes below that, in the form of `toolsOf()` and `recipesOf()`. */
export async function readme() {
  const [, section] = (await readFile(PATH, "utf8")).match(/^## Bundlers and runtimes\n(.*?)^## /ms);
  const [, ...rows] = section.matchAll(/^\| (.+?) \| (.+?) \|/gm);
  return {
    tools: rows.map(([, tool, text]) => `${tool}: ${entriesIn(text).join(", ")}`).sort(),
    recipes: section.split(/^### /m).slice(1).flatMap(filesOf).sort(byText),
  };
}

/** The files of a recipe, each with the packages that are to be installed for it. */
function filesOf(recipe) {
  const [, install = ""] = recipe.match(/^npm install (.+)$/m) ?? [];
  const packages = install.split(" ").map((name) => name.replace(/(?<=.)@.*$/, "")).sort();
  const files = [...recipe.matchAll(/^```\w+ title="(.+?)"\n(.*?)^```$/gms)];
  return files.map(([, file, text]) => ({ file, packages, text }));
}
