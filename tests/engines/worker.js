// The suites in workerd: the worker that runs them, bundled, with copies of the package beside it.
import { run } from "./run.js";

let copies = 0;
const copy = (folder) => async () => `${folder}/${copies += 1}/`;

export default {
  async fetch(request) {
    const xServer = new URL(request.url).searchParams.get("x");
    const entries = { entry: "workerd.js", clientEntry: "client-workerd.js" };
    const folders = { pkg: "pkg/0/", pkgWithTraps: "pkg-with-traps/0/" };
    const list = async (name) => new Uint8Array((await import(`lists/${name}`)).default);
    const freshFolders = { copyPkg: copy("pkg"), copyPkgWithTraps: copy("pkg-with-traps") };
    return Response.json(await run({ engine: "workerd", xServer, list, ...entries, ...folders, ...freshFolders }));
  },
};
