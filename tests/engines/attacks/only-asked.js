// Nobody is handed on who was not asked for, whatever a reply holds.
import { instant, rejection } from "../support.js";

export default function onlyAsked(QUnit, env) {
  const load = () => import(env.pkg + env.clientEntry);
  const client = async (...bodies) => {
    const { Client } = await load();
    return new Client({ auth: "token", userId: "1", fetch: async () => new Response(bodies.length > 1 ? bodies.shift() : bodies[0]), maxRetries: 0 });
  };
  const data = (...users) => JSON.stringify({ data: users });
  const stranger = { id: "99", username: "stranger" };

  /** A reply to a lookup of ID 7: who is found, and who is missing; undefined where the reply is refused. */
  const BY_ID = {
    "a stranger": [data(stranger), []],
    "a stranger before": [data(stranger, { id: "7" }), ["7"]],
    "a stranger after": [data({ id: "7" }, stranger), ["7"]],
    "many strangers": [data(...Array.from({ length: 1000 }, (_, at) => ({ id: String(at + 100) })), { id: "7" }), ["7"]],
    "the same twice": [data({ id: "7" }, { id: "7", username: "x" }), ["7"]],
    "a stranger whose username is the ID": [data({ id: "99", username: "7" }), []],
    "an ID that begins like it": [data({ id: "70" }, { id: "77" }), []],
    "two IDs in one": ['{"data":[{"id":"7","id":"99"}]}', []],
    "two IDs in one, the other way round": ['{"data":[{"id":"99","id":"7"}]}', ["7"]],
    "a second ID that is spelled otherwise": ['{"data":[{"id":"7","\\u0069d":"99"}]}', undefined],
    "a second ID that is spelled otherwise, before": ['{"data":[{"i\\u0064":"99","id":"7"}]}', undefined],
    "two lists": ['{"data":[{"id":"7"}],"data":[{"id":"99"}]}', []],
    "a list that is spelled otherwise": ['{"data":[{"id":"7"}],"d\\u0061ta":[{"id":"99"}]}', undefined],
    "strangers in includes": [JSON.stringify({ data: [{ id: "7" }], includes: { users: [stranger] } }), ["7"]],
    "a stranger as the reason": [JSON.stringify({ data: [], errors: [{ value: "7", title: "no", user: stranger, id: "99" }] }), []],
    "an ID with a zero before it": [data({ id: "07" }), undefined],
    "an ID that is a number": ['{"data":[{"id":7}]}', undefined],
    "no list": ['{"data":{"id":"7"}}', undefined],
    "a list within a list": ['{"data":[[{"id":"7"}]]}', undefined],
    "someone of Object's": ['{"data":[{"__proto__":{"id":"7"}}]}', undefined],
  };

  const BY_USERNAME = {
    "a stranger": [data(stranger), []],
    "the one in another case": [data({ id: "12", username: "JACK" }), ["12"]],
    "somebody with a longer name": [data({ id: "13", username: "jack_" }, { id: "14", username: "ajack" }), []],
    "somebody without a name": [data({ id: "15" }), []],
    "somebody who is called so": [data({ id: "16", name: "jack" }), []],
    "two of that name": [data({ id: "12", username: "jack" }, { id: "99", username: "jack" }), undefined],
    "two of that name, in another case": [data({ id: "12", username: "jack" }, { id: "99", username: "Jack" }), undefined],
    "the same twice": [data({ id: "12", username: "jack" }, { id: "12", username: "jack" }), ["12"]],
    "two names in one": ['{"data":[{"id":"99","username":"jack","username":"stranger"}]}', []],
    "a name that is spelled otherwise": ['{"data":[{"id":"12","username":"\\u006aack"}]}', ["12"]],
    "letters that look alike": [data({ id: "99", username: "j\u0430ck" }, { id: "98", username: "\uff4aack" }), []],
  };

  const LOOKUPS = [["ID", BY_ID, { ids: ["7"] }, { id: "7" }], ["username", BY_USERNAME, { usernames: ["jack"] }, { username: "jack" }]];
  const cases = LOOKUPS.flatMap(([by, replies, ...who]) => Object.entries(replies).map(([what, reply]) => [by, what, ...reply, ...who]));
  for (const [by, what, body, found, who, { id, username }] of cases) {
    QUnit.test(`a lookup by ${by} that is answered with ${what} gives ${found === undefined ? "a bad_response" : JSON.stringify(found)}`, async (assert) => {
      const lookup = (await client(body)).users(who);
      if (found === undefined) return assert.strictEqual((await rejection(lookup)).code, "bad_response");
      const { users, missing } = await lookup;
      assert.deepEqual(users.map((user) => user.id), found);
      assert.deepEqual(missing.map((person) => [person.id, person.username]), found.length > 0 ? [] : [[id, username]]);
    });
  }

  QUnit.test("whoever is asked for twice is found once, and not missing", async (assert) => {
    const found = await (await client(data({ id: "7" }))).users({ ids: ["7", "7"] });
    assert.deepEqual(found, { users: [{ id: "7" }], missing: [] });
    const named = await (await client(data({ id: "12", username: "Jack" }))).users({ usernames: ["jack", "@JACK"] });
    assert.deepEqual([named.users.length, named.missing], [1, []]);
  });

  QUnit.test("a plan has nobody who was not wanted, whatever the lookups hold", async (assert) => {
    const strangers = (...people) => data(...people, stranger, { id: "98", username: "jack2", connection_status: [] });
    const byName = strangers({ id: "12", username: "jack", connection_status: [] });
    const byId = strangers({ id: "7", username: "x", connection_status: [] }, { id: "12", username: "jack", connection_status: [] });
    const plan = await (await client(byName, byId)).plan({ mute: { ids: ["7"], usernames: ["jack", "ann"] } }, { skip: { following: true } });
    assert.deepEqual(plan.mute.map(({ id }) => id).sort(), ["12", "7"]);
    assert.deepEqual(plan.skipped, [{ username: "ann", why: "missing" }]);
  });

  QUnit.test("a job that asks whether somebody is muted takes nobody else for them", async (assert) => {
    const { Client } = await load();
    const sent = [];
    const leaving = new AbortController();
    const fetch = async (url, { method, signal }) => {
      sent.push(method);
      if (sent.length > 1) return new Response(method === "GET" ? '{"data":[{"id":"99","connection_status":["muting"]}]}' : '{"data":{"muting":true}}');
      // Whoever waits for the first answer goes away: what became of that mute is not known.
      leaving.abort(new Error("mine"));
      return new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    };
    const job = await new Client({ auth: "token", userId: "1", fetch }).job({ version: 1, userId: "1", mute: [{ id: "2" }], unmute: [] }, { pace: "burst" });
    await rejection(job.run({ signal: leaving.signal }));
    const report = await job.run();
    // That 99 is muted says nothing of 2.
    assert.deepEqual([sent, report.muted], [["POST", "GET", "POST"], 1]);
  });

  QUnit.test("the one who is asked for by userId() is who X says, and nobody else in the reply", async (assert) => {
    const { Client } = await load();
    for (const [body, id] of [['{"data":{"id":"1"},"includes":{"users":[{"id":"99"}]}}', "1"], ['{"data":{"id":"99","id":"1"}}', "1"]]) {
      assert.strictEqual(await new Client({ auth: "token", fetch: instant(body) }).userId(), id);
    }
    for (const body of ['{"data":[{"id":"1"}]}', '{"data":{"id":"1","\\u0069d":"99"}}', '{"id":"1"}', '{"data":{"id":1}}', '{"data":{"id":" 1"}}']) {
      assert.strictEqual((await rejection(new Client({ auth: "token", fetch: instant(body) }).userId())).code, "bad_response", body);
    }
  });
}
