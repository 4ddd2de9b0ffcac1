export default [
  {
    title: "esbuild, inline",
    tool: "esbuild",
    source: "src/main.js",
    output: "dist",
    wasmFiles: 0,
    async run(project) {
      await project.run("esbuild", ["src/main.js", "--bundle", "--minify", "--outdir=dist"]);
      return project.open(await project.serveFolder("."));
    },
  },
  {
    title: "esbuild, for Node",
    tool: "esbuild",
    source: "src/node.js",
    output: "server",
    wasmFiles: 0,
    async run(project) {
      await project.run("esbuild", ["src/node.js", "--bundle", "--minify", "--platform=node", "--outfile=server/node.cjs"]);
      return project.run("node", ["server/node.cjs"]);
    },
  },
];
