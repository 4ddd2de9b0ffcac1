export default [
  {
    title: "esbuild",
    tool: "esbuild",
    output: "dist",
    wasmFiles: 0,
    async run(project) {
      await project.run("esbuild", ["src/main.js", "index.html", "--loader:.html=copy", "--bundle", "--minify", "--format=esm", "--outdir=dist", "--entry-names=[name]"]);
      return project.open(await project.serveFolder("dist"));
    },
  },
];
