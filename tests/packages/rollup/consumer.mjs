export default [
  {
    title: "Rollup 4, inline",
    tool: "rollup",
    output: "dist",
    wasmFiles: 0,
    async run(project) {
      await project.run("rollup", ["src/main.js", "--dir=dist", "--plugin=node-resolve"]);
      return project.open(await project.serveFolder("."));
    },
  },
];
