// The metered Worker on the test build, with a way to have the module die that all requests and accounts of it share.
import metered from "./metered.js";
import { run } from "./node_modules/x-mutes/lib/client/module.js";
import { readOptions } from "./node_modules/x-mutes/lib/options.js";

export { MeteredAccount } from "./metered.js";

export default {
  async fetch(request, env, ctx) {
    if (new URL(request.url).pathname !== "/test/trap") return metered.fetch(request, env, ctx);
    const { code } = await run(() => ({ options: readOptions(), name: "trap_before_await" })).catch((error) => error);
    return Response.json({ code });
  },
};
