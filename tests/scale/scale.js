// A list of 100,000 people, read and made the list of those who are muted, who are 100,000: by the package, and by the
// JavaScript that one would write for the same. X answers at once.
const COUNT = 100_000;
const PAGE = 1_000;
/** Odd, as all IDs that follow: one that ends in zeros looks rounded. */
const FIRST = 1_000_000_000_000_000_001n;

/** Every second one is muted, and 1,000 are twice in the list. */
function list() {
  const ids = Array.from({ length: COUNT }, (_, at) => String(FIRST + BigInt(at) * 2n));
  return [...ids, ...ids.slice(0, 1_000)].join("\n");
}

/** X's pages of those who are muted. */
function pages() {
  const users = Array.from({ length: COUNT }, (_, at) => ({ id: String(FIRST + BigInt(at) * 4n), name: `Somebody ${at}`, username: `somebody${at}` }));
  return Array.from({ length: COUNT / PAGE }, (_, at) => JSON.stringify({
    data: users.slice(at * PAGE, (at + 1) * PAGE),
    meta: { result_count: PAGE, ...at + 1 < COUNT / PAGE && { next_token: `page-${at + 1}` } },
  }));
}

function instant(bodies) {
  return async (url) => {
    const token = new URL(url).searchParams.get("pagination_token");
    return new Response(bodies[token === null ? 0 : Number(token.slice("page-".length))], { status: 200 });
  };
}

/** What a way of doing it takes, in milliseconds, and what it finds. */
async function measured(way) {
  const [text, fetch] = [list(), instant(pages())];
  const start = performance.now();
  const found = await way(text, fetch);
  return { milliseconds: performance.now() - start, ...found };
}

let memory;

/** The package is loaded before, as it is by whoever has made a call. */
export async function byPackage(entry) {
  watchInstances((instance) => {
    memory = instance.exports.memory;
  });
  const { default: init, Client, parseList } = await import(entry);
  await init();
  const result = await measured(async (text, fetch) => {
    const { ids, duplicates } = await parseList(text);
    const client = new Client({ auth: "token", userId: "1", fetch });
    const plan = await client.plan({ mute: { ids }, exact: true });
    globalThis.kept = plan;
    return { duplicates, toMute: plan.mute.length, toUnmute: plan.unmute.length, already: plan.skipped.length };
  });
  return { ...result, wasm: memory.buffer.byteLength };
}

export function byHand() {
  return measured(async (text, fetch) => {
    const lines = text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
    const ids = [...new Set(lines.filter((line) => /^(0|[1-9]\d{0,18})$/.test(line)))];
    const muted = new Set();
    for (let token; ;) {
      const query = token === undefined ? "" : `&pagination_token=${token}`;
      const response = await fetch(`https://api.x.com/2/users/1/muting?max_results=1000${query}`);
      const { data, meta } = await response.json();
      for (const { id } of data) muted.add(id);
      token = meta.next_token;
      if (token === undefined) break;
    }
    const mute = ids.filter((id) => !muted.has(id)).map((id) => ({ id }));
    const skipped = ids.filter((id) => muted.has(id)).map((id) => ({ id, why: "already" }));
    const wanted = new Set(ids);
    const unmute = [...muted].filter((id) => !wanted.has(id)).map((id) => ({ id }));
    globalThis.kept = { mute, unmute, skipped };
    return { duplicates: lines.length - ids.length, toMute: mute.length, toUnmute: unmute.length, already: skipped.length };
  });
}import { watchInstances } from "../support/instances.js";

