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

export default [
  build("build", []),
  build("build --webpack", ["--webpack"]),
  { ...page, title: "Next.js 16, dev", run: (project) => open(project, "dev") },
];
