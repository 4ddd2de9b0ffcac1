import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** As strict as can be: the import map stands in the page itself, so its hash is in the policy. */
async function policy(page, xServer) {
  const [map] = (await readFile(page, "utf8")).match(/(?<=<script type="importmap">)[^<]*/);
  const hash = createHash("sha256").update(map).digest("base64");
  return `default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-${hash}'; connect-src 'self' ${xServer}`;
}

const row = (browser, page, title, recipes) => ({
  title: `import map, ${title}`,
  source: page,
  recipes,
  async run(project) {
    const csp = await policy(join(project.folder, page), new URL(project.world.baseUrl).origin);
    const site = await project.serveFolder(".", { csp });
    return project.open(new URL(page, site).href, { browser });
  },
});

const BROWSERS = { chromium: "Chromium", firefox: "Firefox", webkit: "WebKit" };

export default Object.entries(BROWSERS).flatMap(([browser, name]) => [
  row(browser, "index.html", name, browser === "chromium" ? ["index.html"] : []),
  row(browser, "inline.html", `${name}, inline`),
]);
