// Consumers' folders, copied and installed as their users would.
import { copyFile, cp, mkdtemp, readFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { basename, join } from "node:path";
import { run } from "./processes.js";

// Scripts of packages are off, so that it is the same wherever npm asks before it runs them: none of these needs one.
const NPM_CI = ["ci", "--prefer-offline", "--no-audit", "--no-fund", "--no-update-notifier", "--ignore-scripts"];

/** How long npm may take where it has to fetch all over a slow line, in milliseconds. */
const PATIENCE_MS = 600_000;

/** An empty folder with the tarball, where the lock files look for it. */
export async function emptyFolder(tarball) {
  const folder = await mkdtemp(join(tmpdir(), "x-mutes-packages-"));
  await copyFile(tarball, join(folder, "x-mutes.tgz"));
  return folder;
}

/** Copies and installs these folders, as many at once as there are processors; gives a promise of each copy. */
export function install(folders, to) {
  const slots = Array.from({ length: availableParallelism() }, () => Promise.resolve());
  return folders.map((folder, index) => {
    const slot = index % slots.length;
    const copy = slots[slot].then(() => installed(folder, join(to, basename(folder))));
    slots[slot] = copy.catch(() => {});
    return copy;
  });
}

async function installed(from, to) {
  const isUsers = (path) => !["node_modules", "consumer.mjs"].includes(basename(path));
  await cp(from, to, { recursive: true, filter: isUsers });
  await run("npm", NPM_CI, { cwd: to, env: process.env, patienceMs: PATIENCE_MS });
  return to;
}

/** The installed version of a package. */
export async function versionOf(name, folder) {
  return JSON.parse(await readFile(join(folder, "node_modules", name, "package.json"), "utf8")).version;
}
