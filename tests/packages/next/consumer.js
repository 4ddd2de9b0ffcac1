const row = (bundler, flags) => ({
  title: `Next.js 16, ${bundler}`,
  tool: "next",
  source: "app",
  output: ".next",
  wasmFiles: 1,
  // A server component, and a client component.
  calls: 2,
  async run(project) {
    await project.run("next", ["build", ...flags]);
    const url = await project.serve("next", ["start", "--hostname=127.0.0.1", "--port=0"], /http:\S+/);
    return project.open(url, { lines: 4 });
  },
});

export default [row("Turbopack", []), row("webpack", ["--webpack"])];
