export default [
  {
    title: "Rollup 4, a file",
    tool: "rollup",
    recipes: ["rollup.config.mjs"],
    output: "dist",
    wasmFiles: 1,
    async run(project) {
      await project.run("rollup", ["--config=rollup.config.mjs"]);
      return project.open(await project.serveFolder("."));
    },
  },
];
