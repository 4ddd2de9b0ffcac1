const ES_MODULES = { NODE_OPTIONS: "--experimental-vm-modules" };

const row = (title, source, config, env) => ({
  title: `Jest, ${title}`,
  tool: "jest",
  source,
  async run(project) {
    const said = await project.run("jest", config, { env });
    return said.match(/\{"data"[^}]*\}\}/g).join("\n");
  },
});

export default [
  row("jsdom", "jest.config.js", []),
  row("jsdom, ES modules", "esm.config.js", ["--config=esm.config.js"], ES_MODULES),
  row("node, ES modules", "mute.test.js", ["--config={}"], ES_MODULES),
];
