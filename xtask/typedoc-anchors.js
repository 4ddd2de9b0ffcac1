// TypeDoc knows the anchors of headings only, and would take links to those of the README's tables for broken.

/** @param {import("typedoc").Application} app */
exports.load = (app) => {
  app.renderer.on("beginRender", ({ project }) => {
    const readme = (project.readme ?? []).map(({ text }) => text).join("");
    const slugger = app.renderer.router.getSlugger(project);
    for (const [, id] of readme.matchAll(/<a id="(\w+)">/g)) slugger.slug(id);
  });
};
