const CAN = ["--no-prompt", "--allow-env", "--allow-net"];

export default [
  {
    title: "Deno 2",
    tool: "deno",
    source: "main.js",
    run: (project) => project.run("deno", ["run", ...CAN, "main.js"]),
  },
  {
    title: "Deno 2, inline",
    tool: "deno",
    source: "inline.js",
    run: (project) => project.run("deno", ["run", ...CAN, "inline.js"]),
  },
  {
    title: "Deno 2, bundle",
    tool: "deno",
    source: "main.js",
    output: "dist",
    wasmFiles: 0,
    async run(project) {
      await project.run("deno", ["bundle", "--outdir=dist", "main.js"]);
      return project.run("deno", ["run", ...CAN, "dist/main.js"]);
    },
  },
];
