// What the options of TypeDoc cannot say.

/** The specifiers that the types of a module are imported by, by the name that TypeDoc gives the module: its file's. */
const SPECIFIERS = { index: "x-mutes", client: "x-mutes/client" };

/** @param {import("typedoc").Application} app */
exports.load = (app) => {
  app.converter.on("resolveBegin", ({ project }) => {
    for (const module of project.children ?? []) {
      if (SPECIFIERS[module.name] === undefined) throw new Error(`no entry of the package is called ${module.name}`);
      module.name = SPECIFIERS[module.name];
    }
  });
  // TypeDoc knows the anchors of headings only, and would take links to those of the README's tables for broken.
  app.renderer.on("beginRender", ({ project }) => {
    const readme = (project.readme ?? []).map(({ text }) => text).join("");
    const slugger = app.renderer.router.getSlugger(project);
    for (const [, id] of readme.matchAll(/<a id="(\w+)">/g)) slugger.slug(id);
  });
};
