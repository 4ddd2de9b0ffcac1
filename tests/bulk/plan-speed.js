// How long a plan of 100,000 against 100,000 who are muted takes, and how much memory, network and waits not counted.
// node --expose-gc tests/bulk/plan-speed.js [folder of the package [which of the cases]]
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const COUNT = 100_000;
const PAGE = 1000;
const id = (at) => String(1_000_000_000_000_000_000n + BigInt(at) * 1_000_003n);

const pkg = resolve(process.argv[2] ?? "pkg");
let memory;
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...args) => {
  const instance = await instantiate(...args);
  memory = instance.exports.memory;
  return instance;
};
const { default: init, Client } = await import(pathToFileURL(join(pkg, "node.js")));
await init(await readFile(join(pkg, "x_mutes.wasm")));

/** Answers that are there before they are asked for; `muted` is where the IDs of the muted begin. */
function pages(muted) {
  return Array.from({ length: COUNT / PAGE }, (_, page) => {
    const data = Array.from({ length: PAGE }, (_, at) => {
      const n = muted + page * PAGE + at;
      return { id: id(n), name: `Name of number ${n}`, username: `user_${n}` };
    });
    const meta = { result_count: PAGE, ...page + 1 < COUNT / PAGE && { next_token: `t${page + 1}` } };
    return new TextEncoder().encode(JSON.stringify({ data, meta }));
  });
}

const results = [];
const only = process.argv[3];
for (const [what, muted, exact] of [["none muted", COUNT, false], ["all muted", 0, false], ["half muted, exact", COUNT / 2, true], ["half muted", COUNT / 2, false]]) {
  if (only !== undefined && only !== what) continue;
  const bodies = pages(muted);
  const isMuted = new Set(Array.from({ length: COUNT }, (_, at) => id(muted + at)));
  const fetch = async (url) => {
    const { searchParams } = new URL(url);
    const [token, ids] = [searchParams.get("pagination_token"), searchParams.get("ids")?.split(",")];
    if (ids !== undefined) return new Response(JSON.stringify({ data: ids.map((id) => ({ id, name: "Name", username: `u${id.slice(-14)}`, connection_status: isMuted.has(id) ? ["muting"] : [] })) }));
    return new Response(bodies[token === null ? 0 : Number(token.slice(1))]);
  };
  const client = new Client({ auth: "token", userId: "7", fetch });
  const text = Array.from({ length: COUNT }, (_, at) => id(at)).join("\n");
  for (let round = 0; round < 3; round += 1) {
    globalThis.gc?.();
    const heap = process.memoryUsage().heapUsed;
    const began = performance.now();
    const ids = text.split("\n");
    const plan = await client.plan({ mute: { ids }, exact });
    const ms = performance.now() - began;
    const used = process.memoryUsage().heapUsed - heap;
    globalThis.gc?.();
    const kept = process.memoryUsage().heapUsed - heap;
    const mib = (bytes) => (bytes / 2 ** 20).toFixed(1);
    results.push(`${what}: ${ms.toFixed(0)} ms; wasm ${mib(memory.buffer.byteLength)} MiB, heap +${mib(used)} MiB before and +${mib(kept)} MiB after collection; `
      + `${plan.mute.length} to mute, ${plan.unmute.length} to unmute, ${plan.requests.reads} reads`);
  }
}
console.log(results.join("\n"));
