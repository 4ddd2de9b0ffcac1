export default [
  {
    title: "Vite 7, dev",
    tool: "vite",
    recipes: ["vite.config.js"],
    async run(project) {
      return project.open(await project.serve("vite", ["--host=127.0.0.1"], /http:\S+/));
    },
  },
  {
    title: "Vite 7, build",
    tool: "vite",
    output: "dist",
    wasmFiles: 1,
    async run(project) {
      await project.run("vite", ["build"]);
      return project.open(await project.serve("vite", ["preview", "--host=127.0.0.1"], /http:\S+/));
    },
  },
];
