// The suites in workerd: the worker that runs them, bundled, with copies of the package beside it.
import { run } from "./run.js";

let copies = 0;
const copy = (folder) => async () => `${folder}/${copies += 1}/`;

export default {
  async fetch(request) {
    const xServer = new URL(request.url).searchParams.get("x");
    const env = { engine: "workerd", xServer, entry: "workerd.js", pkg: "pkg/0/", pkgWithTraps: "pkg-with-traps/0/" };
    return Response.json(await run({ ...env, copyPkg: copy("pkg"), copyPkgWithTraps: copy("pkg-with-traps") }));
  },
};
