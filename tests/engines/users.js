// Looking people up, any number of them.
import { crowd } from "./crowd.js";
import { rejection } from "./support.js";

export default function users(QUnit, env) {
  async function prepare(assert, count = 0) {
    const here = await crowd(env, assert, count);
    const { baseUrl, requests } = here;
    /** How many people each request has asked for. */
    const asked = async () => (await requests()).map(({ path }) => {
      const { searchParams } = new URL(path, baseUrl);
      return (searchParams.get("ids") ?? searchParams.get("usernames")).split(",").length;
    });
    return { ...here, asked };
  }

  QUnit.test("250 IDs take three requests, and come back in order with those that are missing", async (assert) => {
    const { client, ids, control, asked } = await prepare(assert, 250);
    const gone = [ids[3], ids[150], ids[249]];
    await control("POST", "accounts", gone.map((id) => ({ id, gone: true })));
    const { users, missing } = await client.users({ ids: ids.map((id, at) => (at % 2 ? id : BigInt(id))) });
    assert.deepEqual(await asked(), [100, 100, 50]);
    assert.deepEqual(users.map(({ id }) => id), ids.filter((id) => !gone.includes(id)));
    assert.deepEqual(missing.map(({ id }) => id), gone);
  });

  QUnit.test("of each who is missing X's words are told", async (assert) => {
    const { client, other } = await prepare(assert);
    const { users, missing } = await client.users({ ids: ["404", other], usernames: ["nobody_here", "@loudneighbour"] });
    assert.deepEqual(users.map(({ username }) => username), ["loudneighbour", "loudneighbour"]);
    const [byId, byName] = missing;
    assert.deepEqual([byId.id, byId.username, byId.type], ["404", undefined, "resource-not-found"]);
    assert.deepEqual([byName.id, byName.username, byName.type], [undefined, "nobody_here", "resource-not-found"]);
    for (const { title, detail } of missing) assert.ok(title === "Not Found Error" && detail.startsWith("Could not find user"), `${title}: ${detail}`);
    assert.ok(byId.detail.includes("404") && byName.detail.includes("nobody_here"));
  });

  QUnit.test("people who are all missing are no error", async (assert) => {
    const { client } = await prepare(assert);
    const { users, missing } = await client.users({ ids: ["404", "405"] });
    assert.deepEqual([users, missing.map(({ id }) => id)], [[], ["404", "405"]]);
  });

  QUnit.test("usernames are taken with and without @, in any case, and given as X spells them", async (assert) => {
    const { client, requests } = await prepare(assert);
    const { users, missing } = await client.users({ usernames: ["@LoudNeighbour", "you"] });
    assert.deepEqual([users.map(({ username }) => username), missing], [["loudneighbour", "you"], []]);
    assert.ok((await requests())[0].path.startsWith("/2/users/by?usernames=LoudNeighbour"), (await requests())[0].path);
  });

  QUnit.test("a name of digits is a name, and an ID is an ID", async (assert) => {
    const { client, control } = await prepare(assert);
    await control("POST", "accounts", [{ id: "5", username: "five" }, { id: "6", username: "5" }]);
    const find = async (who) => (await client.users(who)).users.map(({ id }) => id);
    assert.deepEqual([await find({ ids: ["5"] }), await find({ usernames: ["5"] }), await find({ usernames: ["@5"] })], [["5"], ["6"], ["6"]]);
  });

  QUnit.test("any iterable will do, and is gone through once", async (assert) => {
    const { client, ids, asked } = await prepare(assert, 101);
    let begun = 0;
    function* each() {
      begun += 1;
      yield* ids;
    }
    const { users } = await client.users({ ids: each(), usernames: new Set(["you"]) });
    assert.deepEqual([users.length, begun, await asked()], [102, 1, [100, 1, 1]]);
  });

  QUnit.test("userFields are asked for, of each", async (assert) => {
    const { client, other, control } = await prepare(assert);
    await control("PUT", "mutes/2244994945", { ids: [other] });
    const { users: [user] } = await client.users({ ids: [other] }, { userFields: ["connection_status", "public_metrics"] });
    assert.deepEqual(user.connection_status, ["muting"]);
    assert.strictEqual(user.public_metrics.followers_count, 0);
  });

  for (const who of [{ ids: [] }, { usernames: [] }, { ids: [], usernames: [] }, { ids: new Set(), usernames: undefined }]) {
    QUnit.test(`for nobody nothing is sent: ${Object.keys(who)}`, async (assert) => {
      const { client, asked } = await prepare(assert);
      assert.deepEqual(await client.users(who), { users: [], missing: [] });
      assert.deepEqual(await asked(), []);
    });
  }

  /** 150 IDs, the last of which is this. */
  const after150 = (id) => [...Array.from({ length: 149 }, (_, at) => String(at + 1)), id];
  const REFUSED = [
    ["nobody", undefined, "who"],
    ["null", null, "who"],
    ["text", "jack", "who"],
    ["a list", ["5"], "who"],
    ["neither IDs nor usernames", {}, "who"],
    ["text in place of IDs", { ids: "5" }, "ids"],
    ["text in place of usernames", { usernames: "jack" }, "usernames"],
    ["a number in place of IDs", { ids: 5 }, "ids"],
    ["null in place of IDs", { ids: null, usernames: ["you"] }, "ids"],
    ["an object in place of usernames", { usernames: { jack: true } }, "usernames"],
    ["an ID that is a number", { ids: ["5", 5] }, "ids"],
    ["IDs with a comma between", { ids: ["5,6"] }, "ids"],
    ["usernames with a comma between", { usernames: ["jack,jill"] }, "usernames"],
    ["an ID that is a name", { ids: ["jack"] }, "ids"],
    ["an ID with a leading zero", { ids: ["05"] }, "ids"],
    ["an empty ID", { ids: [""] }, "ids"],
    ["an empty username", { usernames: [""] }, "usernames"],
    ["a username that is only @", { usernames: ["@"] }, "usernames"],
    ["a username of 16 characters", { usernames: ["a".repeat(16)] }, "usernames"],
    ["a username with a space", { usernames: [" jack"] }, "usernames"],
    ["a username that is a URL", { usernames: ["https://x.com/jack"] }, "usernames"],
    ["a username that is a number", { usernames: [5] }, "usernames"],
    ["the 150th ID that is none", { ids: after150("x") }, "ids"],
    ["usernames that are none, after IDs", { ids: ["5"], usernames: ["a b"] }, "usernames"],
  ];
  for (const [what, who, argument] of REFUSED) {
    QUnit.test(`${what} is refused, and nothing is sent`, async (assert) => {
      const { client, XError, asked } = await prepare(assert);
      const error = await rejection(client.users(who));
      assert.ok(error instanceof XError && error.code === "invalid_argument", String(error));
      assert.ok(error.message.startsWith(argument) || error.message.startsWith(`each of ${argument}`), error.message);
      assert.deepEqual(await asked(), []);
    });
  }

  const respond = (status, json) => ({ respond: { status, body: typeof json === "string" ? json : JSON.stringify(json) } });
  const ANSWERS = [
    ["503", respond(503, "upstream"), "server_error"],
    ["nothing", respond(200, {}), "bad_response"],
    ["only errors of another kind", respond(200, { errors: [{ code: 88, message: "Rate limit exceeded" }] }), "rate_limited"],
    ["a user without an ID", respond(200, { data: [{ name: "x" }] }), "bad_response"],
    ["a user whose ID is a number", respond(200, '{"data":[{"id":5}]}'), "bad_response"],
    ["401", respond(401, { title: "Unauthorized" }), "unauthorized"],
  ];
  for (const [what, fault, code] of ANSWERS) {
    QUnit.test(`a second request that is answered with ${what} fails the lookup: ${code}`, async (assert) => {
      const { client, ids, XError, fault: add } = await prepare(assert, 250);
      await add({ path_contains: ids[100], ...fault });
      const error = await rejection(client.users({ ids }));
      assert.deepEqual([error instanceof XError, error.code, error.endpoint], [true, code, "users"], String(error));
    });
  }
}
