import { build } from "esbuild";

await build({
  entryPoints: ["src/main.js"],
  bundle: true,
  format: "esm",
  loader: { ".wasm": "file" },
  outdir: "dist",
});
