export default [
  {
    title: "webpack 5",
    tool: "webpack",
    output: "dist",
    wasmFiles: 1,
    async run(project) {
      await project.run("webpack", ["--mode=production"]);
      return project.open(await project.serveFolder("."));
    },
  },
];
