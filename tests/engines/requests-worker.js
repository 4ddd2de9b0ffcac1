// A worker that many requests use at once, on the test build: each path is something that a request may do.
const load = (path) => import(`pkg-with-traps/0/${path}`);
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
  async good() {
    const { mute } = await load("workerd.js");
    return mute("token", "1", "2", { fetch: async () => new Response(MUTING) });
  },
  async silent({ ms }) {
    const { mute } = await load("workerd.js");
    return mute("token", "1", "2", { fetch: silence, timeoutMs: Number(ms), maxRetries: 0 });
  },
  async late({ server }) {
    const { mute } = await load("workerd.js");
    return mute("token", "1", "2", { fetch: late(server), maxRetries: 0 });
  },
  /** A job whose request is not answered. */
  async job({ ms }) {
    const { Client, memoryStore } = await load("workerd.js");
    const client = new Client({ auth: "token", userId: "1", fetch: silence, timeoutMs: Number(ms), maxRetries: 0 });
    const job = await client.job({ version: 1, userId: "1", mute: [{ id: "2" }], unmute: [] }, { store: memoryStore() });
    return job.run();
  },
  /** A call that waits for its token. */
  async token({ ms }) {
    const { Client } = await load("workerd.js");
    waiting += 1;
    return new Client({ auth: () => new Promise(() => {}), userId: "1", timeoutMs: Number(ms) }).mute("2");
  },
  async trap({ how, server }) {
    const [{ run }, { readOptions }] = await Promise.all([load("lib/run.js"), load("lib/options.js")]);
    const ask = async () => (await fetch(server)).text();
    return run(() => [{ ...readOptions(), ask }, how, how === "trap_after_await" ? [{}] : []]);
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
