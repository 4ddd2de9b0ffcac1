// Lists of people, read and planned: by the package, and by the JavaScript that one would write for the same.
import { byHand } from "./lists-by-hand.js";
import { wasmBytes } from "./memories.js";
import { answered } from "./network.js";

/** Odd, as all IDs that follow: one that ends in zeros looks rounded. */
const FIRST = 1_000_000_000_000_000_001n;
const PAGE = 1_000;

/** A list of IDs, one a line: every second one is muted, and a hundredth is there twice. */
function textOf(count) {
  const ids = Array.from({ length: count }, (_, at) => String(FIRST + BigInt(at) * 2n));
  return [...ids, ...ids.slice(0, count / 100)].join("\n");
}

/** X's pages of as many who are muted. */
function pagesOf(count) {
  return Array.from({ length: count / PAGE }, (_, page) => {
    const data = Array.from({ length: PAGE }, (_, at) => {
      const number = page * PAGE + at;
      return { id: String(FIRST + BigInt(number) * 4n), name: `Somebody ${number}`, username: `somebody${number}` };
    });
    const next = page + 1 < count / PAGE ? { next_token: `page-${page + 1}` } : {};
    return JSON.stringify({ data, meta: { result_count: PAGE, ...next } });
  });
}

async function byPackage({ bundles }) {
  const { default: init, Client, parseList } = await import(`${bundles}x-mutes-client-all.js`);
  await init();
  const client = new Client({ auth: "token", userId: "1" });
  return { parse: parseList, plan: (ids) => client.plan({ mute: { ids }, exact: true }) };
}

const WAYS = { "x-mutes-client": byPackage, "by-hand": byHand };

/** What is ready to be measured. */
let ready;

/** Makes the list and the pages, and loads the way of doing it. */
export async function prepareLists({ way, count, ...place }) {
  const pages = pagesOf(count);
  answered(async (url) => {
    const token = new URL(url).searchParams.get("pagination_token");
    return new Response(pages[token === null ? 0 : Number(token.slice("page-".length))], { status: 200 });
  });
  ready = { text: textOf(count), count, ...await WAYS[way](place) };
}

/** Reads and plans, once: milliseconds of each, and the bytes of WebAssembly memory. The results are kept. */
export async function lists() {
  const { text, count, parse, plan } = ready;
  const start = performance.now();
  const list = ready.list = await parse(text);
  const parsed = performance.now();
  const made = ready.made = await plan(list.ids);
  const planned = performance.now();
  const found = [list.duplicates, made.mute.length, made.unmute.length, made.skipped.length].join();
  const wanted = [count / 100, count / 2, count / 2, count / 2].join();
  if (found !== wanted) throw new Error(`it found ${found} where there are ${wanted}`);
  return { parse: parsed - start, plan: planned - parsed, wasm: wasmBytes() };
}
