// A plan of people by username and ID, and of strangers of whom X leaves fields out.
import { planned } from "./crowd.js";
import { rejection } from "./support.js";

export default function planEntries(QUnit, env) {
  const prepare = (...given) => planned(env, ...given);
  const idsOf = (entries) => entries.map(({ id }) => id);

  // --- people by username and ID ---------------------------------------------------------------------------------

  /** Accounts whose usernames are not those that most lists have for them; gives the ID of each. */
  async function named(control) {
    const accounts = { troll: "1294030472427835395", alice_a: "1294030472427900001", renamed: "1555000111222333444", busy: "1666000111222333555" };
    await control("POST", "accounts", Object.entries(accounts).map(([username, id]) => ({ id, username })));
    return accounts;
  }

  QUnit.test("an entry is whom its ID and username both name", async (assert) => {
    const { client, control, asked } = await prepare(assert);
    const { troll, alice_a, renamed, busy } = await named(control);
    const mute = {
      ids: ["783214"],
      entries: [
        { id: troll, username: "@Troll" }, { roundedId: "1294030472427900000", username: "alice_a" },
        { id: renamed, username: "was_here" }, { id: "2244994945", username: "busy" },
        { id: "1294030472427830000", username: "gone_too" }, { roundedId: 1555000111222330000n, username: "loudneighbour" },
        { roundedId: "1555000111222330000", username: "nobody_here" }, { username: "renamed" }, { id: BigInt(busy) },
      ],
    };
    await control("POST", "accounts", { id: "783214", username: "x" });
    const plan = await client.plan({ mute });
    assert.deepEqual(plan.mute, [
      { id: "783214", username: "x" }, { id: troll, username: "troll" }, { id: alice_a, username: "alice_a" },
      { id: renamed, username: "renamed" },
    ]);
    assert.deepEqual(plan.skipped, [
      { id: "2244994945", username: "busy", why: "mismatch" }, { id: "1294030472427830000", username: "gone_too", why: "mismatch" },
      { username: "loudneighbour", why: "mismatch" }, { username: "nobody_here", why: "missing" },
      { id: busy, username: "busy", why: "mismatch" },
    ]);
    assert.deepEqual([await asked(), plan.usersRead, plan.requests.reads], [["GET users/by 8", "GET users 1"], 6, 2]);
  });

  QUnit.test("an ID that looks rounded is not muted, but the account with the username whose ID rounds to it", async (assert) => {
    const { client, control } = await prepare(assert);
    const { troll } = await named(control);
    const double = String(Number(troll)).padEnd(19, "0");
    await control("POST", "accounts", [{ id: "1294030472427830000", username: "stranger" }, { id: double, username: "stranger2" }]);
    for (const rounded of ["1294030472427830000", "1294030472427840000", double, String(BigInt(Number(troll)))]) {
      for (const entry of [{ id: rounded, username: "troll" }, { roundedId: rounded, username: "troll" }]) {
        assert.deepEqual((await client.plan({ mute: { entries: [entry] } })).mute, [{ id: troll, username: "troll" }], rounded);
      }
      assert.deepEqual((await client.plan({ mute: { entries: [{ id: rounded, username: "gone" }] } })).mute, []);
    }
    const exact = { id: "1294030472427830000", username: "stranger" };
    assert.deepEqual((await client.plan({ mute: { entries: [exact] } })).mute, [exact]);
  });

  QUnit.test("entries are unmuted only where they are certain, with unmute and with exact", async (assert) => {
    const { client, control, me } = await prepare(assert);
    const { troll, alice_a, busy } = await named(control);
    await control("PUT", `mutes/${me}`, { ids: [troll, alice_a, busy] });
    const entries = [{ id: busy, username: "troll" }, { roundedId: "1294030472427900000", username: "alice_a" }];
    const unmuting = await client.plan({ unmute: { entries } });
    assert.deepEqual([idsOf(unmuting.unmute), unmuting.skipped.map(({ why }) => why)], [[alice_a], ["mismatch"]]);
    const exact = await client.plan({ mute: { entries }, exact: true });
    assert.deepEqual([exact.mute, exact.unmute], [[], []]);
    assert.deepEqual(exact.skipped.map(({ why }) => why), ["mismatch", "already", "mismatch", "mismatch"]);
  });

  QUnit.test("what is no entry is left out", async (assert) => {
    const { client, sent } = await prepare(assert);
    const long = "1".repeat(200);
    const entries = [
      {}, { id: "x", username: "jack" }, { id: "5", username: "a b" }, { id: "1,2", username: "" }, { roundedId: "1294030472427830000" },
      { id: "5", roundedId: "6", username: "jack" }, { id: long, username: long },
    ];
    const { mute, skipped } = await client.plan({ mute: { entries } });
    const why = "invalid";
    assert.deepEqual([mute, await sent()], [[], 0]);
    assert.deepEqual(skipped, [
      { why }, { id: "x", username: "jack", why }, { id: "5", username: "a b", why }, { id: "1,2", username: "", why },
      { id: "1294030472427830000", why }, { id: "5", username: "jack", why }, { id: long.slice(0, 100), username: long.slice(0, 100), why },
    ]);
  });

  QUnit.test("a plan of entries that was cut short goes on, and only with the same entries", async (assert) => {
    const { client, control, asked } = await prepare(assert, 0, {});
    const { troll, renamed } = await named(control);
    const entries = [...Array.from({ length: 150 }, (_, at) => ({ id: String(at), username: `nobody${at}` })), { id: troll, username: "troll" }, { id: renamed, username: "gone" }];
    await control("POST", "limits", { endpoint: "users", remaining: 1 });
    const { partial } = (await rejection(client.plan({ mute: { entries } }))).cause;
    assert.strictEqual(partial.steps.length, 1);
    await control("POST", "limits", { endpoint: "users", remaining: 100 });
    const other = entries.with(-1, { roundedId: renamed, username: "gone" });
    const refused = await rejection(client.plan({ mute: { entries: other } }, { partial }));
    assert.ok(refused.code === "invalid_argument" && refused.message.startsWith("partial must be"), String(refused));
    await control("DELETE", "requests");
    const plan = await client.plan({ mute: { entries } }, { partial });
    assert.deepEqual([idsOf(plan.mute), await asked(), plan.skipped.length], [[troll, renamed], ["GET users/by 52", "GET users 1"], 150]);
  });

  QUnit.test("users() takes what parseList() gives for its ids and usernames, and nothing that has entries alone", async (assert) => {
    const { client, sent } = await prepare(assert);
    const { missing } = await client.users({ ids: ["5"], usernames: [], entries: [{ id: "5", username: "a" }] });
    assert.deepEqual([missing.map(({ id }) => id), await sent()], [["5"], 1]);
    const error = await rejection(client.users({ entries: [{ id: "6", username: "a" }] }));
    assert.ok(error.code === "invalid_argument" && error.message.startsWith("who must have ids or usernames"), String(error));
    assert.strictEqual(await sent(), 1);
  });

  // --- relations ---------------------------------------------------------------------------------------------------

  QUnit.test("strangers are planned though X leaves connection_status out for them", async (assert) => {
    const { client, ids, strangers, control, asked } = await prepare(assert, 3);
    await control("POST", "no_relation", { as: "absent" });
    const some = await strangers(3);
    const options = { skip: { following: true, followers: true } };
    const plan = await client.plan({ mute: { ids: some } }, options);
    assert.deepEqual([idsOf(plan.mute), plan.skipped, await asked()], [some, [], ["GET users 3", "GET users/me/muting 10", "GET users 3"]]);
    assert.deepEqual([plan.usersRead, plan.requests.reads], [9, 3]);
    await control("POST", "accounts", { id: some[1], connection_status: ["following"] });
    await control("DELETE", "requests");
    const told = await client.plan({ mute: { ids: [...some, ids[0]] } }, options);
    assert.deepEqual([idsOf(told.mute), told.skipped.map(({ why }) => why), await asked()], [[some[0], some[2]], ["following", "already"], ["GET users 4"]]);
  });

  QUnit.test("strangers are not planned where X tells of nobody, and a partial plan has what was read", async (assert) => {
    const { client, strangers, control, asked } = await prepare(assert, 0);
    await control("POST", "no_relation", { as: "absent" });
    const wanted = { mute: { ids: await strangers(2) } };
    const options = { skip: { following: true } };
    const error = await rejection(client.plan(wanted, options));
    assert.ok(error.code === "bad_response" && error.message.includes("plan without skip.following"), String(error));
    assert.deepEqual(await asked(), ["GET users 2", "GET users/me/muting 10", "GET users 1"]);
    const again = await rejection(client.plan(wanted, { ...options, partial: error.cause.partial }));
    assert.deepEqual([again.code, (await asked()).length], ["bad_response", 3]);
  });
}
