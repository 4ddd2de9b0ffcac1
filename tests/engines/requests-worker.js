// A worker that many requests use at once, on the test build: each path is something that a request may do, in the module that
// its query names as `of`.
import { modules, ways } from "./modules.js";

const FOLDER = "pkg-with-traps/0/";
const MODULES = modules({ entry: "workerd.js", clientEntry: "client-workerd.js" });
const load = (path) => import(FOLDER + path);

/** A call of a module's. */
async function call(of, options) {
  const { entry, mute } = MODULES[of];
  return mute(await load(entry), options);
}

const MUTING = '{"data":{"muting":true}}';
/** How many calls have reached X, and wait for its answer. */
let waiting = 0;

/** What a call has come to. */
async function outcome(call) {
  try {
    return { value: await call };
  } catch (thrown) {
    return { name: thrown.name, code: thrown.code, cause: String(thrown.cause) };
  }
}

const silence = (_, { signal }) => new Promise((_, reject) => {
  waiting += 1;
  signal.addEventListener("abort", () => reject(signal.reason));
});

/** Asks a server that answers late. */
const late = (server) => (_, { signal }) => {
  waiting += 1;
  return fetch(server, { signal });
};

const DOES = {
  async good({ of }) {
    return call(of, { fetch: async () => new Response(MUTING) });
  },
  async silent({ of, ms }) {
    return call(of, { fetch: silence, timeoutMs: Number(ms), maxRetries: 0 });
  },
  async late({ of, server }) {
    return call(of, { fetch: late(server), maxRetries: 0 });
  },
  /** A job whose request is not answered. */
  async job({ ms }) {
    const { Client, memoryStore } = await load(MODULES.client.entry);
    const client = new Client({ auth: "token", userId: "1", fetch: silence, timeoutMs: Number(ms), maxRetries: 0 });
    const job = await client.job({ version: 1, userId: "1", mute: [{ id: "2" }], unmute: [] }, { store: memoryStore() });
    return job.run();
  },
  /** A call that waits for its token. */
  async token({ ms }) {
    const { Client } = await load(MODULES.client.entry);
    waiting += 1;
    return new Client({ auth: () => new Promise(() => {}), userId: "1", timeoutMs: Number(ms) }).mute("2");
  },
  async trap({ of, how, server }) {
    const [{ [of]: run }, { readClientOptions }] = await Promise.all([ways(FOLDER), load("lib/client/client-options.js")]);
    const ask = async () => (await fetch(server)).text();
    return run(() => ({ options: readClientOptions(undefined, undefined, { ask }), name: how }));
  },
  async waiting() {
    return waiting;
  },
};

export default {
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    return Response.json(await outcome(DOES[pathname.slice(1)](Object.fromEntries(searchParams))));
  },
};
