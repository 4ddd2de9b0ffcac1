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

  QUnit.test("of lists with every mistake, only those are muted who were meant", async (assert) => {
    const { parseList, client, control, sent } = await workload(env, assert, 0);
    const cases = (await index()).filter(({ authors, bareWords }) => !authors && !bareWords);
    const meant = { ids: new Set(cases.flatMap(({ ids }) => ids)), usernames: new Set(cases.flatMap(({ usernames }) => usernames)) };
    const exact = [...meant.ids];
    // Whoever could be muted by mistake is there: the rounded IDs, posts, lists, rows and words of the cases.
    const strangers = ["1294030472427830000", "1294030472427835400", "1294030472427840000", "1600000000000000001", "84839422", "999", "1", "2", "17", "230"];
    const words = ["home", "share", "search", "Total", "Unauthorized", "null", "None", "nan", "user", "Follows", "Muted", "Konto", "ghost", "jim", "Lover"];
    const taken = new Set([...exact, ...strangers]);
    const byName = new Map([...meant.usernames].map((username, at) => [username.toLowerCase(), String(8_000_000_000_000_000_001n + BigInt(at))]));
    const accounts = [
      ...[...taken].map((id) => ({ id, username: `u${id.slice(0, 4)}${id.slice(-8)}` })),
      ...[...byName].map(([username, id]) => ({ id, username })),
      ...words.filter((word) => !byName.has(word.toLowerCase())).map((username, at) => ({ id: String(8_100_000_000_000_000_001n + BigInt(at)), username })),
    ];
    for (const { id, username } of accounts) await control("POST", "accounts", { id, username, name: "" });
    const allowed = new Set([...exact, ...byName.values()]);
    for (const [at, { file }] of cases.entries()) {
      const { ids, usernames } = await parseList(await env.list(file));
      if (at % 3 > 0 && ids.length + usernames.length > 0 && !["spreadsheet", "double", "row-numbers"].some((kind) => file.startsWith(kind))) continue;
      const plan = await client.plan({ mute: { ids, usernames } });
      const job = await client.job(plan);
      await job.run();
    }
    const muted = (await sent()).map(({ id }) => id);
    assert.ok(muted.length > 0);
    assert.deepEqual(muted.filter((id) => !allowed.has(id)), []);
  });
}
