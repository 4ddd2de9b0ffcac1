let installed;

/** Bun, once its package's own script has put its binary where it belongs. */
async function bun(project, ...args) {
  await (installed ??= project.run("node", ["node_modules/bun/install.js"]));
  return project.run("bun", args);
}

export default [
  { title: "Bun 1", tool: "bun", source: "main.js", run: (project) => bun(project, "main.js") },
  { title: "Bun 1, inline", tool: "bun", source: "inline.js", run: (project) => bun(project, "inline.js") },
  {
    title: "Bun 1, build",
    tool: "bun",
    source: "main.js",
    output: "dist",
    wasmFiles: 0,
    async run(project) {
      await bun(project, "build", "main.js", "--target=bun", "--outdir=dist");
      return project.run("bun", ["dist/main.js"]);
    },
  },
  {
    title: "Bun 1, build --compile",
    tool: "bun",
    source: "main.js",
    async run(project) {
      await bun(project, "build", "main.js", "--compile", "--outfile=app");
      return project.run("./app");
    },
  },
  {
    title: "Bun 1, build for a page",
    tool: "bun",
    source: "page.js",
    output: "dist-page",
    wasmFiles: 0,
    async run(project) {
      await bun(project, "build", "./index.html", "--outdir=dist-page");
      return project.open(await project.serveFolder("dist-page"));
    },
  },
];
