const ES_MODULES = { NODE_OPTIONS: "--experimental-vm-modules" };

const row = (title, source, { config = [], recipes, env }) => ({
  title: `Jest 30, ${title}`,
  tool: "jest",
  source,
  recipes,
  async run(project) {
    const said = await project.run("jest", config, { env });
    return said.match(/\{"data"[^}]*\}\}/g).join("\n");
  },
});

export default [
  row("jsdom", "jest.config.mjs", { recipes: ["babel.config.mjs", "jest.config.mjs", "webcrypto.cjs"] }),
  row("node", "jest.config.mjs", { config: ["--env=node"] }),
  row("jsdom, ES modules", "jest.config.mjs", { env: ES_MODULES }),
  row("node, ES modules", "mute.test.js", { config: ["--config={}"], env: ES_MODULES }),
];
