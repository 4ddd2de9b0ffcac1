// What is too much is refused before anything is copied, and what is taken takes memory in proportion.
import { watchInstances } from "../../support/instances.js";
import { rejection } from "../support.js";

const MiB = 1024 * 1024;

export default function sizes(QUnit, env) {
  const load = () => import(env.pkg + env.clientEntry);

  /** A fresh package, a call of the module that reads lists, and how much memory that module has. */
  async function measured() {
    const instances = [];
    const stop = watchInstances((instance) => void instances.push(instance));
    try {
      const api = await import(await env.copyPkg() + env.clientEntry);
      await api.default();
      const mute = (fetch) => new api.Client({ auth: "token", userId: "1", fetch }).mute("2");
      return { ...api, mute, memory: () => instances[0].exports.memory.buffer.byteLength };
    } finally {
      stop();
    }
  }

  /** Lists of ten million characters, and how many people and rejected entries are in them. */
  const LISTS = {
    "marks that are no one": ["!\n".repeat(5 * MiB), 0, 5 * MiB],
    "marks that are no one, by other line breaks": ["!\r".repeat(5 * MiB), 0, 5 * MiB],
    "zeros before zeros": ["00\n".repeat(3 * MiB), 0, 3 * MiB],
    "line breaks": ["\n".repeat(10 * MiB), 0, 0],
    "spaces": [" ".repeat(10 * MiB), 0, 0],
    "the same person": ["7\n".repeat(5 * MiB), 1, 0],
    "quotes": ['"\n'.repeat(5 * MiB), 0, undefined],
    "a line without end": ["!".repeat(10 * MiB), 0, 1],
    "commas": ["id,username\n" + ",".repeat(10 * MiB), 0, undefined],
    "rows of commas": ["id,username\n" + "!,!\n".repeat(2.5 * MiB), 0, 2.5 * MiB],
    "JSON of empty objects": [`[${"{},".repeat(3 * MiB)}{}]`, 0, 3 * MiB + 1],
    "JSON of empty texts": [`[${'"",'.repeat(3 * MiB)}""]`, 0, 3 * MiB + 1],
    "JSON within JSON": ["[".repeat(10 * MiB), 0, undefined],
    "comments": ["#\n".repeat(5 * MiB), 0, 0],
  };
  for (const [what, [text, people, rejectedCount]] of Object.entries(LISTS)) {
    QUnit.test(`10 MiB of ${what} are read within ten times their memory, and what is rejected is counted`, async (assert) => {
      const { parseList, mute, memory } = await measured();
      const list = await parseList(text);
      assert.strictEqual(list.ids.length + list.usernames.length, people);
      if (rejectedCount !== undefined) assert.strictEqual(list.rejectedCount, rejectedCount);
      assert.ok(list.rejected.length <= 1000 && list.rejected.length === Math.min(1000, list.rejectedCount));
      assert.ok(memory() <= 100 * MiB, `${memory() / MiB} MiB`);
      assert.deepEqual(await mute(async () => new Response('{"data":{"muting":true}}')), { data: { muting: true } });
    });
  }

  QUnit.test("a list larger than 32 MiB is refused before it is copied, and calls under way go on", async (assert) => {
    const { parseList, mute, memory } = await measured();
    let answer;
    const other = mute(() => new Promise((resolve) => { answer = resolve; }));
    const before = memory();
    for (const list of ["!\n".repeat(16 * MiB + 1), new Uint8Array(32 * MiB + 1), "7".repeat(64 * MiB)]) {
      const error = await rejection(parseList(list));
      assert.strictEqual(error.code, "invalid_argument");
      assert.ok(error.message.startsWith("list must have 33554432 characters or bytes at most; it had "), error.message);
    }
    assert.strictEqual(memory(), before);
    answer(new Response('{"data":{"muting":true}}'));
    assert.deepEqual(await other, { data: { muting: true } });
  });

  QUnit.test("more than a million people are refused, wherever they are given", async (assert) => {
    const { Client, formatList } = await load();
    const client = new Client({ auth: "token", userId: "1", fetch: () => assert.ok(false, "X is asked") });
    const ids = Array(1_000_001).fill("7");
    const entries = ids.map((id) => ({ id }));
    const endless = { * [Symbol.iterator]() { for (;;) yield "7"; } };
    const calls = {
      "wanted.mute.ids": () => client.plan({ mute: { ids } }),
      "wanted.mute.usernames": () => client.plan({ mute: { usernames: ids } }),
      "wanted.unmute.ids": () => client.plan({ unmute: { ids } }),
      "skip.ids": () => client.plan({ mute: { ids: ["7"] } }, { skip: { ids } }),
      "ids": () => client.users({ ids }),
      "usernames": () => client.users({ usernames: endless }),
      "people": () => formatList(entries, "lines"),
      "wanted.mute.ids without end": () => client.plan({ mute: { ids: endless } }),
      "plan": () => client.job({ version: 1, userId: "1", mute: entries, unmute: [] }),
      "plan in two lists": () => client.job({ version: 1, userId: "1", mute: entries.slice(1), unmute: entries.slice(0, 2) }),
    };
    for (const [what, call] of Object.entries(calls)) {
      const error = await rejection(Promise.resolve().then(call));
      assert.strictEqual(error.code, "invalid_argument", what);
      assert.ok(/must have 1000000 (items|people) at most/.test(error.message), error.message);
    }
  });

  QUnit.test("a plan that has somebody twice is refused: each entry is a request that is paid for", async (assert) => {
    const { Client, memoryStore } = await load();
    const client = new Client({ auth: "token", userId: "1", fetch: () => assert.ok(false, "X is asked") });
    const store = memoryStore();
    const plan = (mute, unmute = []) => ({ version: 1, userId: "1", mute: mute.map((id) => ({ id })), unmute: unmute.map((id) => ({ id })) });
    for (const twice of [plan(["7", "7"]), plan(["7", "8", "7"]), plan(["7"], ["7"]), plan([], ["7", "7"]), plan(Array(1000).fill("7"))]) {
      const error = await rejection(client.job(twice, { store }));
      assert.deepEqual([error.code, error.message], ["invalid_argument", "plan must have nobody twice; it has 7 twice"]);
    }
    assert.strictEqual(await store.get("job"), undefined);
  });

  QUnit.test("a checkpoint that has somebody twice is refused, and so is one whose usernames are none", async (assert) => {
    const { Client } = await load();
    const client = new Client({ auth: "token", userId: "1", fetch: async () => new Response('{"data":{"muting":true}}') });
    const job = await client.job({ version: 1, userId: "1", mute: [{ id: "5" }, { id: "6", username: "jack" }], unmute: [] });
    const checkpoint = job.checkpoint();
    for (const parts of [["", ""], ["x", "y"], [5], [null]]) {
      const error = await rejection(client.job({ ...checkpoint, parts }));
      assert.ok(error.code === "invalid_argument" && !error.message.includes("undefined"), error.message);
    }
    for (const part of ["mute 5\nmute 5\n\n", "mute 5\nunmute 5\n\n", "mute 5\nmute 6 =cmd|calc!A1\n\n", "mute 5\nmute 6 a,b\n\n"]) {
      const error = await rejection(client.job({ ...checkpoint, parts: [part] }));
      assert.strictEqual(error.code, "invalid_argument", part);
    }
  });

  QUnit.test("an entry that is somebody else the next time it is read is who it was the first time", async (assert) => {
    const { Client } = await load();
    const sent = [];
    const fetch = async (url, { body }) => {
      sent.push(JSON.parse(body).target_user_id);
      return new Response('{"data":{"muting":true}}');
    };
    let reads = 0;
    const entry = { get id() { return String(7 + (reads++ > 0 ? 92 : 0)); } };
    class Entries extends Array { every() { return true; } }
    const mute = Entries.from([entry, { id: "8" }]);
    const job = await new Client({ auth: "token", userId: "1", fetch }).job({ version: 1, userId: "1", mute, unmute: [] }, { pace: "burst" });
    await job.run();
    assert.deepEqual(sent, ["7", "8"]);
  });

  QUnit.test("bytes that say they are few are counted", async (assert) => {
    const { parseList } = await load();
    const list = Object.defineProperty(new Uint8Array(32 * MiB + 1), "length", { value: 1 });
    assert.strictEqual((await rejection(parseList(Object.defineProperty(list, "byteLength", { value: 1 })))).code, "invalid_argument");
    for (const odd of [{ length: Symbol("x") }, { length: 1e9 }, new DataView(new ArrayBuffer(8)), new Float64Array(8), Object.assign(new DataView(new ArrayBuffer(4)), { BYTES_PER_ELEMENT: 1 })]) {
      assert.strictEqual((await rejection(parseList(odd))).code, "invalid_argument");
    }
  });
}
