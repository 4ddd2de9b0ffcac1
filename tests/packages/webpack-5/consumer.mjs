const row = (title, folder, args) => ({
  title,
  tool: "webpack",
  source: `${folder}/src`,
  output: `${folder}/dist`,
  wasmFiles: 1,
  async run(project) {
    await project.run("webpack", ["--mode=production", ...args]);
    return project.open(await project.serveFolder(folder));
  },
});

export default [
  row("webpack 5", ".", []),
  row("webpack 5, commonjs", "commonjs", ["--entry=./commonjs/src/index.js", "--output-path=commonjs/dist"]),
];
