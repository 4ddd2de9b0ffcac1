/** Without its ways to other hosts: news of its versions, how it is used, where a real Worker's requests come from. */
const env = { WRANGLER_HIDE_BANNER: "true", WRANGLER_SEND_METRICS: "false", CLOUDFLARE_CF_FETCH_ENABLED: "false" };

const READY = /(?<=Ready on )http:\S+/;

const row = (title, source, output, wasmFiles, rest) => ({
  title,
  tool: "wrangler",
  source,
  output,
  wasmFiles,
  ...rest,
  async run(project) {
    await project.run("wrangler", ["deploy", source, "--dry-run", `--outdir=${output}`], { env });
    const variables = Object.entries(project.told).flatMap(([name, value]) => ["--var", `${name}:${value}`]);
    const args = ["dev", source, "--ip=127.0.0.1", "--port=0", ...variables];
    const url = await project.serve("wrangler", args, READY, { env });
    const response = await fetch(url);
    return response.text();
  },
});

export default [
  row("Wrangler 4", "src/index.js", "dist/index", 2, { recipes: ["wrangler.json"] }),
  row("Wrangler 4, inline", "src/inline.js", "dist/inline", 2),
  row("Wrangler 4, x-mutes alone", "src/alone.js", "dist/alone", 1, { uses: ["x-mutes"] }),
];
