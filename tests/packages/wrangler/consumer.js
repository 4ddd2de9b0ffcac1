/** Without its ways to other hosts: news of its own versions, and where the requests of a real Worker come from. */
const env = { WRANGLER_HIDE_BANNER: "true", CLOUDFLARE_CF_FETCH_ENABLED: "false" };

const READY = /(?<=Ready on )http:\S+/;

const row = (title, source, output) => ({
  title,
  tool: "wrangler",
  source,
  output,
  wasmFiles: 1,
  async run(project) {
    await project.run("wrangler", ["deploy", source, "--dry-run", `--outdir=${output}`], { env });
    const variables = Object.entries(project.told).flatMap(([name, value]) => ["--var", `${name}:${value}`]);
    const url = await project.serve("wrangler", ["dev", source, "--ip=127.0.0.1", "--port=0", ...variables], READY, { env });
    const response = await fetch(url);
    return response.text();
  },
});

export default [
  row("workerd by Wrangler", "src/index.js", "dist/index"),
  row("workerd by Wrangler, inline", "src/inline.js", "dist/inline"),
];
