export default [
  {
    title: "Parcel 2",
    tool: "parcel",
    output: "dist",
    wasmFiles: 1,
    async run(project) {
      await project.run("parcel", ["build", "index.html", "--no-cache"]);
      return project.open(await project.serveFolder("dist"));
    },
  },
];
