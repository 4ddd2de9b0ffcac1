const ES_MODULES = { type: "module", env: { NODE_OPTIONS: "--experimental-vm-modules" } };

const row = (title, source, { config = [], recipes, env, type = "commonjs" }) => ({
  title: `Jest 30, ${title}`,
  tool: "jest",
  source,
  recipes,
  async run(project) {
    await project.run("npm", ["pkg", "set", `type=${type}`]);
    const said = await project.run("jest", config, { env });
    return said.match(/(?<=said: ).*/g).join("\n");
  },
});

export default [
  row("jsdom", ".", { recipes: ["babel.config.mjs", "jest.config.mjs", "webcrypto.cjs"] }),
  row("node", ".", { config: ["--env=node"] }),
  row("jsdom, ES modules", ".", ES_MODULES),
  row("node, ES modules", "mute.test.js", { config: ["--config={}"], ...ES_MODULES }),
];
