export default [
  {
    title: "Rspack 2",
    tool: "@rspack/core",
    output: "dist",
    wasmFiles: 1,
    async run(project) {
      await project.run("rspack", ["build", "--mode=production"]);
      return project.open(await project.serveFolder("."));
    },
  },
];
