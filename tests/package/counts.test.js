// What a call costs, counted: the same on any machine, however busy it is.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

const { PACKED, PKG_WITH_TRAPS } = process.env;
const fetch = async () => new Response('{"data":{"muting":true}}');
const CALLS = 100;

/** Both ways between JavaScript and WebAssembly, by the names of the functions. */
const crossings = [];
const original = WebAssembly.Instance;
const noting = (functions, way) => Object.fromEntries(Object.entries(functions).map(([name, value]) => [name,
  typeof value === "function" ? (...args) => { crossings.push(`${way} ${name}`); return value(...args); } : value]));

before(() => {
  WebAssembly.Instance = function Instance(module, imports) {
    const noted = Object.entries(imports).map(([from, functions]) => [from, noting(functions, "out")]);
    const { exports } = new original(module, Object.fromEntries(noted));
    return { exports: noting(exports, "in") };
  };
});
after(() => {
  WebAssembly.Instance = original;
});

const load = (folder, file) => import(pathToFileURL(join(folder, file)).href);

/** Each call, and what it has to be: more is a loss that nobody asked for, and less is to be kept. */
const COUNTED = [
  {
    name: "mute()",
    times: 28,
    allocations: 14,
    entry: "index.js",
    module: async () => (await load(PKG_WITH_TRAPS, "lib/small/module.js")).small,
    call: ({ mute }) => () => mute("token", "1", "2", { fetch }),
  },
  {
    name: "client.mute()",
    times: 47,
    allocations: 14,
    entry: "client-inline.js",
    module: async () => (await load(PKG_WITH_TRAPS, "lib/client/module.js")).complete,
    call({ Client }) {
      const client = new Client({ auth: "token", userId: "1", fetch });
      return () => client.mute("2");
    },
  },
];

for (const { name, times, allocations, entry, module, call } of COUNTED) {
  test(`${name} crosses between JavaScript and WebAssembly ${times} times`, async (t) => {
    const act = call(await load(PACKED, entry));
    await act();
    crossings.length = 0;
    await act();
    t.diagnostic(crossings.join(", "));
    assert.equal(crossings.length, times);
  });

  test(`${name} allocates ${allocations} times in Rust`, async () => {
    const act = call(await load(PKG_WITH_TRAPS, entry));
    await act();
    const { functions } = await (await module()).load();
    const before = functions.allocations();
    for (let at = 0; at < CALLS; at += 1) await act();
    assert.equal((functions.allocations() - before) / CALLS, allocations);
  });
}
