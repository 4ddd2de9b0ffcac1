const LOOPBACK = ["--hostname=127.0.0.1", "--port=0"];

const SERVED = /http:\S+/;

const BOTH = ["x-mutes", "x-mutes/client"];

/** The page mutes and unmutes in a server component, and then in a client component. */
const page = { tool: "next", source: "app", uses: [...BOTH, ...BOTH] };

const open = async (project, command) =>
  project.open(await project.serve("next", [command, ...LOOPBACK], SERVED), { lines: 12 });

const build = (bundler, flags) => ({
  ...page,
  title: `Next.js 16, ${bundler}`,
  output: ".next",
  wasmFiles: 1,
  async run(project) {
    await project.run("next", ["build", ...flags]);
    return open(project, "start");
  },
});

/**
 * A project of its own: with webpack, Next.js builds no route for the edge, whatever that imports. One route has the module
 * from its script, the other gives init() one that is imported.
 */
const edge = { tool: "next", source: "edge", uses: ["x-mutes", "x-mutes"] };

const ask = async (project, command) => {
  const site = await project.serve("next", [command, "edge", ...LOOPBACK], SERVED);
  const said = [];
  for (const route of ["", "module"]) {
    const response = await fetch(`${new URL(route, site)}?${new URLSearchParams(project.told)}`);
    said.push(await response.text());
  }
  return said.join("\n");
};

export default [
  build("build", []),
  build("build --webpack", ["--webpack"]),
  { ...page, title: "Next.js 16, dev", run: (project) => open(project, "dev") },
  {
    ...edge,
    title: "Next.js 16, edge, build",
    output: "edge/.next",
    wasmFiles: 1,
    async run(project) {
      await project.run("next", ["build", "edge"]);
      return ask(project, "start");
    },
  },
  { ...edge, title: "Next.js 16, edge, dev", run: (project) => ask(project, "dev") },
];
