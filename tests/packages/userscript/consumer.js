import assert from "node:assert/strict";
import { join } from "node:path";
import { Manager } from "./manager.js";

const BUNDLE = [
  "x-mutes.js", "--bundle", "--minify", "--format=iife", "--global-name=xMutes", "--outfile=dist/x-mutes.js",
];

const SCRIPTS = ["dist/x-mutes.js", "gm-fetch.js", "mute.user.js"];

const FORBIDS = "default-src 'none'; script-src 'self'";
const ALLOWS = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'";

export default [
  {
    title: "userscript",
    tool: "esbuild",
    source: "x-mutes.js",
    output: "dist",
    wasmFiles: 0,
    recipes: ["x-mutes.js", "gm-fetch.js"],
    async run(project) {
      await project.run("esbuild", BUNDLE);
      await project.world.control("POST", "cors", { allow_origin: null });
      const page = async (csp) => `${await project.serveFolder(".", { csp })}?${new URLSearchParams(project.told)}`;
      const [folder, ...scripts] = ["manager", ...SCRIPTS].map((file) => join(project.folder, file));
      const manager = await Manager.start(folder, scripts);
      try {
        for (const world of ["MAIN", "USER_SCRIPT"]) {
          await manager.runIn(world);
          const said = await manager.said(await page(FORBIDS), 1);
          assert.match(said, /^unsupported: the WebAssembly module cannot be had/, world);
        }
        return await manager.said(await page(ALLOWS), 2);
      } finally {
        await manager.stop();
      }
    },
  },
];
