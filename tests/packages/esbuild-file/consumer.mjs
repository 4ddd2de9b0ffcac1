export default [
  {
    title: "esbuild, a file",
    tool: "esbuild",
    recipes: ["build.mjs", "src/client.js"],
    output: "dist",
    wasmFiles: 1,
    async run(project) {
      await project.run("node", ["build.mjs"]);
      return project.open(await project.serveFolder("."));
    },
  },
];
