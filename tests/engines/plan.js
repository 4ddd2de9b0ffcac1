// A plan: what a wanted change would do, found out by reads alone.
import { planned } from "./crowd.js";
import { rejection, unhandled } from "./support.js";

export default function plan(QUnit, env) {
  const prepare = (...given) => planned(env, ...given);
  const idsOf = (entries) => entries.map(({ id }) => id);

  QUnit.test("a plan tells whom to mute and unmute, whom it leaves out and why, and what it takes", async (assert) => {
    const { client, ids, me, other, strangers, control, asked, mutes, clock } = await prepare(assert, 3);
    const [friend, fan, safe, plain] = await strangers(4);
    await control("POST", "accounts", [
      { id: friend, connection_status: ["following"] }, { id: fan, connection_status: ["followed_by"] },
      { id: safe, username: "SafeOne" }, { id: plain, username: "plain" },
    ]);
    const began = clock.now();
    const { earliestEnd, ...plan } = await client.plan({
      mute: {
        ids: [me, ids[0], friend, BigInt(fan), plain, "405", "x", "1".repeat(200), -5n],
        usernames: ["@LoudNeighbour", "safeone", "nobody_here", "a b", "", "Plain", "@plain"],
      },
      unmute: { ids: new Set([ids[1]]), usernames: [] },
    }, { skip: { following: true, followers: true, ids: [BigInt(safe)] } });
    assert.ok(new Date(earliestEnd) >= began - 1 && new Date(earliestEnd) - began < 10_000 && earliestEnd.endsWith("Z"), earliestEnd);
    const name = (id) => plan.skipped.find((entry) => entry.id === id).username;
    assert.deepEqual(plan, {
      version: 1,
      userId: me,
      mute: [{ id: plain, username: "plain" }, { id: other, username: "loudneighbour" }],
      unmute: [{ id: ids[1], username: plan.unmute[0].username }],
      skipped: [
        { id: me, why: "self" }, { id: ids[0], username: name(ids[0]), why: "already" },
        { id: friend, username: name(friend), why: "following" }, { id: fan, username: name(fan), why: "follower" },
        { id: "405", why: "missing" }, { id: safe, username: "SafeOne", why: "safelist" }, { username: "nobody_here", why: "missing" },
        { id: "x", why: "invalid" }, { id: "1".repeat(100), why: "invalid" }, { id: "-5", why: "invalid" },
        { username: "a b", why: "invalid" }, { username: "", why: "invalid" },
      ],
      usersRead: 7,
      requests: { reads: 2, writes: 3 },
      windows: 1,
      limits: "assumed",
    });
    assert.deepEqual(await asked(), ["GET users/by 4", "GET users 5"]);
    assert.deepEqual(await mutes(), ids, "nothing is changed");
    assert.deepEqual(JSON.parse(JSON.stringify(plan)), plan);
  });

  QUnit.test("many IDs are held against the list where that costs less", async (assert) => {
    const { client, ids, strangers, asked } = await prepare(assert, 40);
    const some = await strangers(150);
    const plan = await client.plan({ mute: { ids: [...some, ...ids] } });
    assert.deepEqual([idsOf(plan.mute), idsOf(plan.skipped), plan.usersRead], [some, ids, 40]);
    assert.deepEqual(await asked(), ["GET users/me/muting 1000"]);
    assert.deepEqual([plan.windows, plan.requests], [3, { reads: 1, writes: 150 }]);
  });

  QUnit.test("exact unmutes whoever else is muted", async (assert) => {
    const { client, ids, other, asked } = await prepare(assert, 1500);
    const plan = await client.plan({ mute: { ids: ids.slice(0, 1400), usernames: ["loudneighbour"] }, exact: true });
    assert.deepEqual([idsOf(plan.mute), idsOf(plan.unmute)], [[other], ids.slice(1400)]);
    assert.ok(plan.unmute.every(({ username }) => username), JSON.stringify(plan.unmute[0]));
    assert.deepEqual(await asked(), ["GET users/by 1", "GET users/me/muting 1000", "GET users/me/muting 1000"]);
  });

  QUnit.test("windows and end go by the limits that the client has seen", async (assert) => {
    const { client, other, strangers, control, clock } = await prepare(assert, 0);
    const some = await strangers(60);
    await control("POST", "limits", { endpoint: "mute", limit: 5, remaining: 3 });
    await client.mute(other);
    const [{ resetAt, remaining }] = client.rateLimits("mute");
    const plan = await client.plan({ mute: { ids: some } });
    assert.deepEqual([remaining, plan.windows, plan.limits], [2, 13, "seen"]);
    assert.strictEqual(plan.earliestEnd, new Date(+resetAt + 11 * 900_000).toISOString());
    await clock.advance(902_000);
    assert.strictEqual((await client.plan({ mute: { ids: some } })).windows, 12);
  });

  // --- cut short ------------------------------------------------------------------------------------------------

  QUnit.test("a limit leaves a partial plan, which goes on where it stopped", async (assert) => {
    const { client, XError, strangers, control, asked, clock } = await prepare(assert);
    const wanted = { mute: { ids: await strangers(250) } };
    const options = { skip: { following: true } };
    await control("POST", "limits", { endpoint: "users", remaining: 2 });
    const error = await rejection(client.plan(wanted, options));
    assert.deepEqual([error instanceof XError, error.code, error.endpoint, error.attempts], [true, "rate_limited", "users", 1]);
    assert.notOk("cause" in error.toJSON());
    const partial = JSON.parse(JSON.stringify(error.cause.partial));
    assert.deepEqual([partial.version, partial.userId, Object.keys(error.cause)], [1, "2244994945", ["partial"]]);
    const again = await rejection(client.plan(wanted, { ...options, partial }));
    assert.deepEqual(again.cause.partial, partial, "what is cut short at once has lost nothing");
    await clock.advance(error.retryAt - clock.now());
    await control("DELETE", "requests");
    const plan = await client.plan(wanted, { ...options, partial });
    assert.deepEqual(await asked(), ["GET users 50"]);
    const { earliestEnd, ...whole } = await client.plan(wanted, options);
    assert.deepEqual({ ...plan, earliestEnd }, { ...whole, earliestEnd });
    assert.strictEqual(plan.usersRead, 250);
  });

  QUnit.test("what fetch threw is the cause beside the partial plan", async (assert) => {
    const { client } = await prepare(assert);
    const mine = new TypeError("mine");
    const error = await rejection(client.plan({ mute: { ids: ["5"] } }, { fetch: () => { throw mine; } }));
    assert.deepEqual([error.code, error.cause.cause === mine, error.cause.partial.steps], ["network", true, []]);
  });

  QUnit.test("a limit is waited for within maxRateLimitWaitMs, of each request, and told of", async (assert) => {
    const { client, strangers, control, clock } = await prepare(assert, 0, { maxRateLimitWaitMs: 901_000 });
    await control("POST", "limits", { endpoint: "users", limit: 1 });
    const ids = await strangers(250);
    const told = [];
    const began = clock.now();
    const plan = await client.plan({ mute: { ids } }, { skip: { followers: true }, onProgress: (progress) => told.push(progress) });
    assert.strictEqual(plan.mute.length, 250);
    assert.ok(clock.now() - began > 1_790_000, `${clock.now() - began}`);
    const last = told.at(-1);
    assert.deepEqual([last.total, last.done, "waitingUntil" in last], [250, 250, false]);
    assert.ok(told.every(({ waitingUntil }) => waitingUntil === undefined || waitingUntil instanceof Date && +waitingUntil > began));
  });

  QUnit.test("an abort rejects with its reason as it is, and progress has the partial plan", async (assert) => {
    const { client, ids, XError, fault, asked, control } = await prepare(assert, 2500);
    const controller = new AbortController();
    let last;
    const reason = new XError("timeout", "mine");
    await fault({ hold: true, path_contains: "pagination_token" });
    const wanted = { mute: { ids: ["5"] }, exact: true };
    const rejected = await rejection(client.plan(wanted, {
      signal: controller.signal,
      onProgress: (progress) => {
        last = progress;
        controller.abort(reason);
      },
    }));
    assert.strictEqual(rejected, reason);
    assert.strictEqual(reason.cause, undefined);
    assert.deepEqual([last.total, last.done], [1001, 1000]);
    assert.deepEqual(structuredClone(last), { total: 1001, done: 1000 });
    await control("DELETE", "faults");
    await control("DELETE", "requests");
    const plan = await client.plan(wanted, { partial: last.partial() });
    assert.deepEqual(idsOf(plan.unmute), ids);
    assert.deepEqual(await asked(), ["GET users/me/muting 1000", "GET users/me/muting 1000"]);
    assert.strictEqual(await rejection(client.plan(wanted, { signal: AbortSignal.abort("before") })), "before");
  });

  QUnit.test("progress is told at most ten times a second, the last one always, and what it throws is reported", async (assert) => {
    const { Client } = await import(env.pkg + env.clientEntry);
    const answer = (url) => JSON.stringify({ data: new URL(url).searchParams.get("ids").split(",").map((id) => ({ id, connection_status: [] })) });
    const fetch = async (url) => new Response(answer(url));
    const client = new Client({ auth: "token", userId: "1", fetch });
    const told = [];
    const began = Date.now();
    const ids = Array.from({ length: 20_000 }, (_, at) => String(at + 2));
    const stop = unhandled(env);
    await client.plan({ mute: { ids } }, { skip: { following: true }, onProgress: async ({ total, done }) => told.push([total, done]) });
    assert.ok(told.length <= 2 + (Date.now() - began) / 100, `${told.length} in ${Date.now() - began} ms`);
    assert.deepEqual([told[0][0], told.at(-1)], [20_000, [20_000, 20_000]]);
    assert.ok(told.every(([, done], at) => at === 0 || done >= told[at - 1][1]));
    assert.deepEqual(await stop(), []);
  });

  QUnit.test("whom one follows is not muted because X does not tell", async (assert) => {
    const { Client } = await import(env.pkg + env.clientEntry);
    const people = (url) => new URL(url).searchParams.get("ids")?.split(",").map((id) => ({ id }));
    const fetch = async (url) => new Response(JSON.stringify({ data: people(url) ?? [{ id: "5" }] }));
    const client = new Client({ auth: "token", userId: "1", fetch });
    const error = await rejection(client.plan({ mute: { ids: ["5", "6"] } }, { skip: { following: true } }));
    assert.ok(error.code === "bad_response" && error.message.includes("plan without skip.following"), error.message);
    const plan = await client.plan({ mute: { ids: ["5", "6"] } }, { partial: error.cause.partial });
    assert.deepEqual([idsOf(plan.mute), idsOf(plan.skipped), plan.requests.reads], [["6"], ["5"], 2]);
  });

  // --- what is refused ------------------------------------------------------------------------------------------

  const mute = { ids: ["5"] };
  const REFUSED = [
    ["nothing", [undefined], "wanted"],
    ["null", [null], "wanted"],
    ["nobody", [{}], "wanted"],
    ["text in place of people", [{ mute: "5" }], "wanted.mute"],
    ["a list in place of people", [{ mute, unmute: ["5"] }], "wanted.unmute"],
    ["null in place of people", [{ mute: null }], "wanted.mute"],
    ["neither IDs nor usernames", [{ mute: {} }], "wanted.mute"],
    ["text in place of IDs", [{ mute: { ids: "5" } }], "wanted.mute.ids"],
    ["text in place of usernames", [{ unmute: { usernames: "5" } }], "wanted.unmute.usernames"],
    ["an ID that is a number", [{ mute: { ids: ["5", 5] } }], "each of wanted.mute.ids"],
    ["a username that is a number", [{ mute: { usernames: [5] } }], "each of wanted.mute.usernames"],
    ["text in place of entries", [{ mute: { entries: "5" } }], "wanted.mute.entries"],
    ["an entry that is text", [{ mute: { entries: ["5"] } }], "each of wanted.mute.entries"],
    ["an entry whose ID is a number", [{ unmute: { entries: [{ id: 5 }] } }], "id of each of wanted.unmute.entries"],
    ["an entry whose username is null", [{ mute: { entries: [{ username: null }] } }], "username of each of wanted.mute.entries"],
    ["an entry whose rounded ID is a number", [{ mute: { entries: [{ roundedId: 1.5e18, username: "a" }] } }], "roundedId of each of wanted.mute.entries"],
    ["one username both muted and unmuted", [{ mute: { entries: [{ id: "5", username: "a" }] }, unmute: { usernames: ["@A"] } }], "wanted.mute and wanted.unmute"],
    ["exact with unmute", [{ mute, unmute: { ids: ["6"] }, exact: true }], "wanted.exact"],
    ["exact of nobody", [{ unmute: mute, exact: true }], "wanted.exact"],
    ["exact as text", [{ mute, exact: "no" }], "wanted.exact"],
    ["someone both muted and unmuted", [{ mute, unmute: { ids: [5n] } }], "wanted.mute and wanted.unmute"],
    ["a name both muted and unmuted", [{ mute: { usernames: ["Jack"] }, unmute: { usernames: ["@jack"] } }], "wanted.mute and wanted.unmute"],
    ["a skip that is none", [{ mute }, { skip: true }], "skip"],
    ["following that is text", [{ mute }, { skip: { following: "no" } }], "skip.following"],
    ["a safe ID that is none", [{ mute }, { skip: { ids: ["jack"] } }], "each of skip.ids"],
    ["a safe ID that is a number", [{ mute }, { skip: { ids: [5] } }], "each of skip.ids"],
    ["an onProgress that is none", [{ mute }, { onProgress: 5 }], "onProgress"],
    ["a partial plan that is text", [{ mute }, { partial: "x" }], "partial"],
    ["a partial plan that is none", [{ mute }, { partial: {} }], "partial"],
    ["a partial plan of another version", [{ mute }, { partial: { version: 2, userId: "2244994945", wanted: "1", steps: [] } }], "partial"],
    ["null as options", [{ mute }, null], "options"],
    ["a time limit below 0", [{ mute }, { timeoutMs: -1 }], "timeoutMs"],
  ];
  for (const [what, args, argument] of REFUSED) {
    QUnit.test(`${what} is refused, and nothing is sent`, async (assert) => {
      const { client, XError, sent } = await prepare(assert);
      const error = await rejection(client.plan(...args));
      assert.ok(error instanceof XError && error.code === "invalid_argument", String(error));
      assert.ok(error.message.startsWith(`${argument} `), error.message);
      assert.strictEqual(error.cause, undefined);
      assert.strictEqual(await sent(), 0);
    });
  }

  QUnit.test("a partial plan of another account or another change is refused", async (assert) => {
    const { client, Client, token, baseUrl } = await prepare(assert);
    const fail = () => { throw new Error("mine"); };
    const { partial } = (await rejection(client.plan({ mute }, { fetch: fail }))).cause;
    const other = new Client({ auth: token, userId: "6", baseUrl });
    for (const tried of [other.plan({ mute }, { partial }), client.plan({ mute: { ids: ["6"] } }, { partial })]) {
      const error = await rejection(tried);
      assert.ok(error.code === "invalid_argument" && error.message.startsWith("partial must be"), String(error));
    }
  });

  QUnit.test("someone both muted and unmuted is refused where only X shows it", async (assert) => {
    const { client, other } = await prepare(assert);
    const error = await rejection(client.plan({ mute: { ids: [other] }, unmute: { usernames: ["loudneighbour"] } }));
    assert.ok(error.code === "invalid_argument" && error.message.includes(other), error.message);
  });
}
