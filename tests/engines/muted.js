// The lists of users: all of each, page by page, or an error that says where it stopped.
import { crowd, forEachList, idsOf } from "./crowd.js";
import { rejection, turn } from "./support.js";

export default function muted(QUnit, env) {
  forEachList(QUnit, (list) => register(QUnit, env, list));
}

function register(QUnit, env, list) {
  const prepare = (assert, count, options) => crowd(env, assert, count, options, list);

  // 40 pages take three windows of 15 wherever that is; elsewhere than in Node, they are smaller.
  const [COUNT, PAGE] = env.engine === "node" ? [40_000, undefined] : [2_000, 50];
  QUnit.test(`${COUNT} accounts are all there, and none twice, over two waits for the limit and a mute in the middle`, async (assert) => {
    const { client, listed, ids, other, clock, requests } = await prepare(assert, COUNT, { maxRateLimitWaitMs: 901_000 });
    const began = clock.now();
    const found = [];
    for await (const { id } of listed({ pageSize: PAGE })) {
      found.push(id);
      if (found.length === COUNT / 2) await client.mute(other);
    }
    const asked = found.filter((id) => id !== other);
    assert.strictEqual(asked.length, COUNT);
    assert.strictEqual(asked.findIndex((id, at) => id !== ids[at]), -1);
    assert.ok(found.length - asked.length <= 1);
    const statuses = (await requests()).filter(({ method }) => method === "GET").map(({ status }) => status);
    assert.strictEqual(statuses.filter((status) => status === 200).length, 40);
    assert.ok(statuses.filter((status) => status === 429).length <= 3, statuses.join());
    assert.ok(clock.now() - began > 1_700_000 && clock.now() - began < 3_600_000, `${clock.now() - began} ms`);
  });

  // --- when pages are asked for ---------------------------------------------------------------------------------

  QUnit.test("no page is asked for before it is needed", async (assert) => {
    const { listed, ids, sent } = await prepare(assert, 25);
    const list = listed({ pageSize: 10 });
    await turn();
    assert.strictEqual(await sent(), 0);
    const seen = [];
    for (const id of ids) {
      assert.strictEqual((await list.next()).value.id, id);
      seen.push(await sent());
    }
    assert.deepEqual(seen, ids.map((_, at) => 1 + Math.floor(at / 10)));
    assert.deepEqual(await list.next(), { done: true, value: undefined });
    assert.strictEqual(await sent(), 3);
  });

  QUnit.test("whoever breaks off asks for no more", async (assert) => {
    const { listed, ids, sent } = await prepare(assert, 25);
    const list = listed({ pageSize: 10 });
    for await (const { id } of list) if (id === ids[9]) break;
    assert.deepEqual(await list.next(), { done: true, value: undefined });
    for await (const page of listed({ pageSize: 10 }).pages()) if (page) break;
    await turn();
    assert.strictEqual(await sent(), 2);
  });

  QUnit.test("who asks for several at a time gets each once, in order", async (assert) => {
    const { listed, ids, sent } = await prepare(assert, 25);
    const list = listed({ pageSize: 10 });
    const results = await Promise.all(Array.from({ length: 26 }, () => list.next()));
    assert.deepEqual(results.map(({ value }) => value?.id), [...ids, undefined]);
    assert.strictEqual(await sent(), 3);
  });

  QUnit.test("pages() gives users and where the next page begins, from where it is told", async (assert) => {
    const { listed, ids } = await prepare(assert, 25);
    const pages = [];
    for await (const page of listed({ pageSize: 10 }).pages()) pages.push(page);
    assert.deepEqual(pages.map(({ users }) => users.map(({ id }) => id)), [ids.slice(0, 10), ids.slice(10, 20), ids.slice(20)]);
    assert.ok(pages.slice(0, 2).every(({ nextToken }) => typeof nextToken === "string" && nextToken.length > 0));
    assert.notOk("nextToken" in pages[2] && pages[2].nextToken !== undefined);
    assert.deepEqual(await idsOf(listed({ nextToken: pages[0].nextToken })), ids.slice(10));
    assert.deepEqual((await listed({ pageSize: 10, nextToken: pages[1].nextToken }).pages().next()).value.users.map(({ id }) => id), ids.slice(20));
  });

  QUnit.test("an abort rejects with its reason, within a page and between pages, and asks for no more", async (assert) => {
    const { listed, sent, fault } = await prepare(assert, 25);
    const [between, within] = [new AbortController(), new AbortController()];
    const list = listed({ pageSize: 10, signal: between.signal });
    await list.next();
    between.abort("between");
    assert.strictEqual(await rejection(idsOf(list)), "between");
    assert.strictEqual(await sent(), 1);
    await fault({ hold: true });
    const rejected = rejection(listed({ signal: within.signal }).next());
    while (await sent() < 2) await turn();
    within.abort("within");
    assert.strictEqual(await rejected, "within");
  });

  // --- what X may give ------------------------------------------------------------------------------------------

  for (const as of ["absent", "array", "null"]) {
    QUnit.test(`a list of nobody whose data is ${as} is empty`, async (assert) => {
      const { listed, control } = await prepare(assert, 0);
      await control("POST", "empty_list", { as });
      assert.deepEqual(await idsOf(listed()), []);
      assert.deepEqual((await listed().pages().next()).value, { users: [] });
    });

    QUnit.test(`a page of people who are gone, whose data is ${as}, is not the end`, async (assert) => {
      const { listed, ids, control } = await prepare(assert, 25);
      await control("POST", "empty_list", { as });
      await control("POST", "accounts", ids.slice(8, 20).map((id) => ({ id, gone: true })));
      assert.deepEqual(await idsOf(listed({ pageSize: 10 })), [...ids.slice(0, 8), ...ids.slice(20)]);
    });
  }

  for (const as of ["tweet", "post"]) {
    QUnit.test(`users come as X gives them, where it says ${as}`, async (assert) => {
      const { listed, ids: [id], control } = await prepare(assert, 1);
      await control("POST", "vocabulary", { as });
      const { value } = await listed({ userFields: ["pinned_tweet_id", "public_metrics"] }).next();
      assert.deepEqual([value.id, value[`pinned_${as}_id`], value.public_metrics[`${as}_count`]], [id, id, 1]);
    });
  }
}
