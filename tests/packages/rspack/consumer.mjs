const row = (title, folder, args) => ({
  title,
  tool: "@rspack/core",
  source: `${folder}/src`,
  output: `${folder}/dist`,
  wasmFiles: 1,
  async run(project) {
    await project.run("rspack", ["build", "--mode=production", ...args]);
    return project.open(await project.serveFolder(folder));
  },
});

export default [
  row("Rspack 2", ".", []),
  row("Rspack 2, commonjs", "commonjs", ["--entry=./commonjs/src/index.js", "--output-path=commonjs/dist"]),
];
