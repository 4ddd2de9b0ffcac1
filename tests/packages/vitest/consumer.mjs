const row = (environment) => ({
  title: `Vitest 4, ${environment}`,
  tool: "vitest",
  async run(project) {
    const args = ["run", `--environment=${environment}`, "--disable-console-intercept", "--reporter=dot"];
    const said = await project.run("vitest", args, { env: { API_URL: project.world.baseUrl } });
    return said.match(/(?<=said: ).*/g).join("\n");
  },
});

export default [row("node"), row("jsdom")];
