const SERVED = /http:\S+/;

/** The page that uses x-mutes alone is a project in a folder of its own, without the configuration. */
const ALONE = { tool: "vite", source: "alone", uses: ["x-mutes"] };

export default [
  {
    title: "Vite 7, dev",
    tool: "vite",
    source: "src",
    recipes: ["vite.config.js"],
    async run(project) {
      return project.open(await project.serve("vite", ["--host=127.0.0.1"], SERVED));
    },
  },
  {
    title: "Vite 7, build",
    tool: "vite",
    source: "src",
    output: "dist",
    wasmFiles: 1,
    async run(project) {
      await project.run("vite", ["build"]);
      return project.open(await project.serve("vite", ["preview", "--host=127.0.0.1"], SERVED));
    },
  },
  {
    ...ALONE,
    title: "Vite 7, x-mutes alone, dev",
    async run(project) {
      return project.open(await project.serve("vite", ["alone", "--host=127.0.0.1"], SERVED), { lines: 2 });
    },
  },
  {
    ...ALONE,
    title: "Vite 7, x-mutes alone, build",
    output: "alone/dist",
    wasmFiles: 0,
    async run(project) {
      await project.run("vite", ["build", "alone"]);
      return project.open(await project.serve("vite", ["preview", "alone", "--host=127.0.0.1"], SERVED), { lines: 2 });
    },
  },
];
