/** The oldest Node that has require() of ES modules, and a later one. What it warns of on stderr would be said, too. */
const VERSIONS = [["20.19", "node-20"], ["24", "node-24"]];

const row = ([version, name], source, how) => {
  const tool = `${name}-${process.arch}`;
  return {
    title: `Node ${version}, ${how}`,
    tool,
    source,
    run: (project) => project.run("sh", ["-c", `exec node_modules/${tool}/bin/node ${source} 2>&1`]),
  };
};

export default VERSIONS.flatMap((version) => [
  row(version, "import.mjs", "import"),
  row(version, "require.js", "require"),
]);
