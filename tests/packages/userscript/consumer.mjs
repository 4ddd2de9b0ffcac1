import assert from "node:assert/strict";
import { copyFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { MANAGERS } from "./managers.mjs";

const BUNDLE = [
  "x-mutes.js", "--bundle", "--minify", "--format=iife", "--global-name=xMutes", "--outfile=dist/x-mutes.js",
];

const SCRIPTS = ["dist/x-mutes.js", "gm-fetch.js", "mute.user.js"];

const FORBIDS = "default-src 'none'; script-src 'self'";
const ALLOWS = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";

/** In which worlds the module is refused on a page that forbids WebAssembly, and a policy with which it is not. */
const row = (title, browser, refusing, policy, recipes) => ({
  title: `userscript, ${title}`,
  tool: "esbuild",
  source: "x-mutes.js",
  output: "dist",
  wasmFiles: 0,
  recipes,
  async run(project) {
    await project.run("esbuild", BUNDLE);
    const inProject = (file) => join(project.folder, file);
    for (const script of SCRIPTS) await copyFile(inProject(script), inProject(join("manager", basename(script))));
    await project.world.control("POST", "cors", { allow_origin: null });
    const page = async (csp) => `${await project.serveFolder(".", { csp })}?${new URLSearchParams(project.told)}`;
    const manager = await MANAGERS[browser](inProject("manager"));
    try {
      for (const world of refusing) {
        await manager.runIn(world);
        const said = await manager.said(await page(FORBIDS), 1);
        assert.match(said, /^unsupported: the WebAssembly module cannot be had/, world);
      }
      await manager.runIn("USER_SCRIPT");
      return await manager.said(await page(policy), 6);
    } finally {
      await manager.stop();
    }
  },
});

export default [
  row("Chromium", "chromium", ["MAIN", "USER_SCRIPT"], ALLOWS, ["x-mutes.js", "gm-fetch.js"]),
  row("Firefox", "firefox", ["MAIN"], FORBIDS),
];
