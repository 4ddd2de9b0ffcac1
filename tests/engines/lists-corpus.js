// The lists of tests/lists, as people really have them: index.json says of each where it is from and who is meant.
import { workload } from "./workload.js";

export default function listsCorpus(QUnit, env) {
  const load = () => import(env.pkg + env.clientEntry);
  const index = async () => JSON.parse(new TextDecoder().decode(await env.list("index.json")));

  QUnit.test("in each list those are found who are meant, and nobody else", async (assert) => {
    const { parseList } = await load();
    const cases = await index();
    assert.ok(cases.length >= 150);
    for (const { file, what, ids, usernames, rejected, authors = false, bareWords = false } of cases) {
      const list = await parseList(await env.list(file), { authors });
      const found = [list.ids, list.usernames, list.rejectedCount, list.bareWords];
      assert.deepEqual(found, [ids, usernames, rejected, bareWords], `${file}: ${what}`);
      assert.strictEqual(list.rows, list.entries.length + list.duplicates + list.rejectedCount, file);
      assert.ok(list.entries.every(({ id, username, roundedId }) => roundedId === undefined || id === undefined && username !== undefined), file);
    }
  });

  QUnit.test("a Blob and its bytes are the same list", async (assert) => {
    const { parseList } = await load();
    for (const { file, authors = false } of (await index()).slice(0, 40)) {
      const bytes = await env.list(file);
      assert.deepEqual(await parseList(new Blob([bytes]), { authors }), await parseList(bytes, { authors }), file);
    }
  });

  QUnit.test("options of parseList that are none are refused", async (assert) => {
    const { parseList } = await load();
    for (const options of [null, 5, "authors", { authors: 1 }]) {
      let code;
      try {
        await parseList("@jack", options);
      } catch (error) {
        code = error.code;
      }
      assert.strictEqual(code, "invalid_argument");
    }
  });

  QUnit.test("of lists with every mistake, each by itself and all in one job, only those are muted who were meant", async (assert) => {
    const { parseList, client, control, sent } = await workload(env, assert, 0);
    const cases = (await index()).filter(({ authors, bareWords }) => !authors && !bareWords);
    const lists = [];
    for (const { file } of cases) lists.push((await parseList(await env.list(file))).entries);
    const entries = lists.flat();
    const meant = accountsOf(cases, entries);
    for (const account of [...meant, ...strangersTo(meant)]) await control("POST", "accounts", { name: "", ...account });

    for (const [at, { file, ids, usernames }] of cases.entries()) {
      const { mute } = await client.plan({ mute: { entries: lists[at] } });
      const names = new Set(usernames.map((username) => username.toLowerCase()));
      const allowed = new Set([...ids, ...meant.filter(({ username }) => names.has(username.toLowerCase())).map(({ id }) => id)]);
      assert.deepEqual(mute.filter(({ id }) => !allowed.has(id)), [], file);
    }

    const job = await client.job(await client.plan({ mute: { entries } }));
    await job.run();
    const muted = (await sent()).map(({ id }) => id);
    const allowed = new Set(meant.map(({ id }) => id));
    assert.deepEqual(muted.filter((id) => !allowed.has(id)), []);
    assert.ok(muted.length > 0);
  });
}

/** Who is meant in the lists: the accounts of the exact IDs and of the usernames, each with what a list has beside it. */
function accountsOf(cases, entries) {
  const usernames = new Map(entries.filter(({ id, username }) => id && username).map(({ id, username }) => [id, username]));
  const ids = [...new Set(cases.flatMap((one) => one.ids))];
  const taken = new Set();
  const byId = ids.map((id) => {
    const beside = usernames.get(id);
    // Two lists may have given one name to two IDs.
    const username = beside === undefined || taken.has(beside.toLowerCase()) ? `u${id.slice(0, 4)}${id.slice(-8)}` : beside;
    taken.add(username.toLowerCase());
    return { id, username };
  });
  const names = new Set(cases.flatMap((one) => one.usernames).map((username) => username.toLowerCase()).filter((username) => !taken.has(username)));
  const rounded = new Map(entries.filter(({ roundedId }) => roundedId).map(({ roundedId, username }) => [username.toLowerCase(), roundedId]));
  const free = new Set(ids);
  const byName = [...names].map((username, at) => ({ id: unrounded(rounded.get(username), free) ?? String(8_000_000_000_000_000_001n + BigInt(at)), username }));
  return [...byId, ...byName];
}

/** An ID that rounds to this one, and is nobody's yet. */
function unrounded(roundedId, taken) {
  if (roundedId === undefined) return undefined;
  for (let step = 1n; ; step += 2n) {
    const id = String(BigInt(roundedId) + step);
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}

/** Whoever could be muted by mistake: by rounded IDs, the IDs of posts and lists, the numbers of rows, and words of the lists. */
function strangersTo(meant) {
  const ids = ["1294030472427830000", "1294030472427835400", "1294030472427840000", "1600000000000000001", "84839422", "999", "1", "2", "17", "230"];
  const words = ["home", "share", "search", "Total", "Unauthorized", "null", "None", "nan", "user", "Follows", "Muted", "Konto", "ghost", "jim", "Lover"];
  const all = [
    ...ids.map((id) => ({ id, username: `s${id.slice(0, 4)}${id.slice(-8)}` })),
    ...words.map((username, at) => ({ id: String(8_100_000_000_000_000_001n + BigInt(at)), username })),
  ];
  const isMeant = (stranger) => meant.some(({ id, username }) => id === stranger.id || username.toLowerCase() === stranger.username.toLowerCase());
  return all.filter((stranger) => !isMeant(stranger));
}
