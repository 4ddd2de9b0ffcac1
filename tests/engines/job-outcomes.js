// What becomes of each entry of a job, what it tells of them, and how it is undone.
import { DAY, idsFrom, planOf, workload } from "./workload.js";
import { textsOf, withSecret } from "./texts.js";
import { rejection } from "./support.js";

const problem = (status, type, more) => ({
  respond: { status, headers: [["content-type", "application/problem+json"]], body: JSON.stringify({ title: "Title", detail: "Detail", type: `https://api.x.com/2/problems/${type}`, status, ...more }) },
});

export default function jobOutcomes(QUnit, env) {
  const outcomes = ({ entries }) => entries.map(({ outcome }) => outcome);

  for (const as of ["404", "200-with-errors"]) {
    QUnit.test(`whoever is deleted or suspended (${as}) is gone, and the others are done`, async (assert) => {
      const { client, control, me, ids, mutes } = await workload(env, assert, 6);
      await control("POST", "missing_targets", { as });
      await control("PUT", `mutes/${me}`, { ids: ids.slice(4) });
      await control("POST", "accounts", [ids[1], ids[4]].map((id) => ({ id, gone: true })));
      const job = await client.job(planOf(me, ids.slice(0, 4), ids.slice(4)));
      const report = await job.run();
      assert.deepEqual([report.state, report.total, report.muted, report.unmuted, report.gone, report.failed], ["done", 6, 3, 1, 2, 0]);
      assert.deepEqual(new Set(report.entries.filter(({ outcome }) => outcome === "gone").map(({ id }) => id)), new Set([ids[1], ids[4]]));
      assert.deepEqual(new Set(await mutes()), new Set([ids[0], ids[2], ids[3], ids[4]]), "as before, X keeps the mute of who is gone");
      assert.deepEqual([job.undo().mute.map(({ id }) => id), new Set(job.undo().unmute.map(({ id }) => id))], [[ids[5]], new Set([ids[0], ids[2], ids[3]])]);
    });
  }

  /** What fails one entry and no other: the answer, and what its error says. */
  const FAILURES = {
    "a bad request": [problem(400, "invalid-request"), { code: "bad_request", status: 400 }],
    "a 404 without a word": [{ respond: { status: 404, body: "" } }, { code: "not_found", status: 404 }],
    "a target that X does not let be muted": [problem(403, "not-authorized-for-resource"), { code: "forbidden", status: 403, type: "not-authorized-for-resource" }],
    "an answer that is none": [{ respond: { status: 200, body: "<html>" } }, { code: "bad_response", body: "<html>" }],
    "a mute that X says is none": [{ respond: { status: 200, body: '{"data":{"muting":false}}' } }, { code: "bad_response" }],
  };
  for (const [what, [fault, wanted]] of Object.entries(FAILURES)) {
    QUnit.test(`${what} fails that entry with its error, and the job goes on`, async (assert) => {
      const { client, plan, fault: add, ids, mutes, XError } = await workload(env, assert, 3);
      await add({ method: "POST", path_contains: "/muting", ...fault });
      const job = await client.job(plan);
      const report = await job.run();
      assert.deepEqual([report.state, report.muted, report.failed, outcomes(report)], ["done", 2, 1, ["failed", "done", "done"]]);
      const { error } = report.entries[0];
      assert.ok(error instanceof XError && error.message.length > 0, String(error));
      for (const [name, value] of Object.entries({ endpoint: "mute", ...wanted })) assert.strictEqual(error[name], value, name);
      assert.deepEqual(new Set(await mutes()), new Set(ids.slice(1)));
      assert.deepEqual(job.undo().unmute.map(({ id }) => id), ids.slice(1), "nothing is undone that was not done");
    });
  }

  QUnit.test("what passes is tried again, and not told of", async (assert) => {
    const { client, plan, fault, ids, mutes } = await workload(env, assert, 4);
    for (const passing of [{ reset: true }, { respond: { status: 503, body: "upstream connect error" } }, { respond: { status: 500 } }, { reset: true, takes_effect: true }]) {
      await fault({ method: "POST", path_contains: "/muting", ...passing });
    }
    const report = await (await client.job(plan)).run();
    assert.deepEqual([report.state, outcomes(report)], ["done", ids.map(() => "done")]);
    assert.deepEqual(new Set(await mutes()), new Set(ids));
  });

  // --- what it tells --------------------------------------------------------------------------------------------

  QUnit.test("before it runs, all are to do, in the plan's order, with their usernames", async (assert) => {
    const { client, me, requests } = await workload(env, assert, 0);
    const plan = { ...planOf(me, []), mute: [{ id: "1", username: "jack" }, { id: "1234567890123456789" }] };
    const report = (await client.job(plan)).report();
    assert.deepEqual(report, {
      state: "paused", total: 2, muted: 0, unmuted: 0, gone: 0, failed: 0,
      entries: [
        { id: "1", username: "jack", action: "mute", outcome: "todo" },
        { id: "1234567890123456789", action: "mute", outcome: "todo" },
      ],
    });
    assert.deepEqual(await requests(), []);
  });

  QUnit.test("an empty plan is done at once, and nothing is sent", async (assert) => {
    const { client, me, requests } = await workload(env, assert, 0);
    const seen = [];
    const job = await client.job(planOf(me, []), { onProgress: (progress) => seen.push(progress) });
    const report = await job.run();
    assert.deepEqual(report, { state: "done", total: 0, muted: 0, unmuted: 0, gone: 0, failed: 0, entries: [] });
    assert.strictEqual(job.csv(), "id,username,action,outcome,code,message\r\n");
    assert.deepEqual(await requests(), []);
  });

  QUnit.test("csv() is the report's entries by RFC 4180", async (assert) => {
    const { client, me, ids, fault, control } = await workload(env, assert, 3);
    await control("POST", "accounts", { id: ids[1], gone: true });
    const job = await client.job({ ...planOf(me, []), mute: [{ id: ids[0], username: "jack" }, { id: ids[1] }, { id: ids[2] }] });
    await fault({ method: "POST", path_contains: "/muting", ...problem(400, "invalid-request", { title: 'Say "a, b"\nand c' }) });
    const { entries: [{ error }] } = await job.run();
    assert.ok(/[",\n]/.test(error.message), error.message);
    assert.deepEqual(job.csv().split("\r\n"), [
      "id,username,action,outcome,code,message",
      `${ids[0]},jack,mute,failed,bad_request,"${error.message.replaceAll('"', '""')}"`,
      `${ids[1]},,mute,gone,,`,
      `${ids[2]},,mute,done,,`,
      "",
    ]);
  });

  QUnit.test("undo() of a job is a plan that restores who was muted before", async (assert) => {
    const { client, control, me, ids, mutes } = await workload(env, assert, 40);
    const before = ids.slice(20);
    await control("PUT", `mutes/${me}`, { ids: before });
    await control("POST", "accounts", { id: ids[3], gone: true });
    const job = await client.job(planOf(me, ids.slice(0, 20), ids.slice(20, 35)));
    assert.deepEqual([job.undo().mute, job.undo().unmute], [[], []]);
    await job.run();
    assert.notDeepEqual(new Set(await mutes()), new Set(before));
    const undo = job.undo();
    assert.deepEqual([undo.version, undo.userId, undo.skipped, undo.usersRead, undo.requests, undo.windows], [1, me, [], 0, { reads: 0, writes: 34 }, 1]);
    assert.strictEqual(new Date(undo.earliestEnd).toISOString(), undo.earliestEnd);
    assert.deepEqual(JSON.parse(JSON.stringify(undo)), undo);
    const undoing = await client.job(undo);
    assert.strictEqual((await undoing.run()).state, "done");
    assert.deepEqual(new Set(await mutes()), new Set(before));
  });

  QUnit.test("undo() of a job that is not done has what was done so far, with usernames", async (assert) => {
    const { client, clock, me, ids } = await workload(env, assert, 10);
    const plan = { ...planOf(me, []), mute: ids.map((id, at) => ({ id, username: `u${at}` })) };
    const job = await client.job(plan);
    clock.onWait = () => job.report().muted >= 4 && job.pause();
    await job.run();
    assert.deepEqual(job.undo().unmute, plan.mute.slice(0, 4));
  });

  // --- secrets -----------------------------------------------------------------------------------------------------

  QUnit.test("nothing that a job stores or tells has the token, also where X echoes it", async (assert) => {
    const seen = [];
    const here = await workload(env, assert, 5, { options: { auth: "stand-in-token" } });
    const { token, client, plan, fault, memoryStore } = here;
    const memory = memoryStore();
    const store = { name: memory.name, get: memory.get, update: (key, change) => memory.update(key, (old) => { seen.push(key, change(old)); return change(old); }) };
    await fault([problem(400, "invalid-request", { detail: `Bearer ${token}`, title: token }), { respond: { status: 200, body: token } }, { respond: { status: 503, body: token } }]);
    await fault({ ...problem(401, "about:blank", { detail: token }), times: 2 });
    const job = await client.job(plan, { store, onProgress: (progress) => seen.push(progress) });
    seen.push(await job.run(), job.report(), job.csv(), job.checkpoint(), job.undo(), job);
    assert.strictEqual(job.report().stoppedBy?.code, "unauthorized");
    assert.strictEqual((await job.run()).failed, 2);
    seen.push(job.report(), job.csv(), job.checkpoint());
    const texts = seen.flatMap((value) => textsOf(value));
    assert.ok(texts.length > 100);
    assert.deepEqual(withSecret(texts, token), []);
  });

  // --- arguments -----------------------------------------------------------------------------------------------------

  const BAD_PLANS = {
    "nothing": undefined, "null": null, "a string": "plan", "a list": [],
    "another version": { version: 2 }, "no version": { version: undefined }, "no account": { userId: undefined },
    "an account that is a number": { userId: 2244994945 }, "an account that is none": { userId: "02" },
  };
  for (const [what, given] of Object.entries(BAD_PLANS)) {
    QUnit.test(`a plan that is or has ${what} is refused by name`, async (assert) => {
      const { client, me, requests, XError } = await workload(env, assert, 0);
      const plan = typeof given === "object" && given !== null && !Array.isArray(given) ? { ...planOf(me, []), ...given } : given;
      const error = await rejection(client.job(plan));
      assert.ok(error instanceof XError && error.code === "invalid_argument" && error.message.includes("plan"), String(error));
      assert.deepEqual(await requests(), []);
    });
  }

  const BAD_ENTRIES = {
    "a number as an ID": [{ id: 12 }], "a rounded number as an ID": [{ id: 1234567890123456789 }], "a bigint as an ID": [{ id: 12n }],
    "a bare ID": ["12"], "an ID with a space": [{ id: " 12" }], "an ID of 20 digits": [{ id: "12345678901234567890" }],
    "an ID with a line break": [{ id: "12\nmute 13" }], "an ID with a leading zero": [{ id: "012" }], "no ID": [{ username: "jack" }],
    "a username with a line break": [{ id: "12", username: "jack\nmute 13" }], "a username that is a number": [{ id: "12", username: 12 }],
    "null": [null], "a string in place of the list": "12", "nothing in place of the list": undefined,
  };
  for (const action of ["mute", "unmute"]) {
    QUnit.test(`a plan whose list to ${action} has what is no entry is refused by name`, async (assert) => {
      const { client, me, XError } = await workload(env, assert, 0);
      for (const [what, entries] of Object.entries(BAD_ENTRIES)) {
        const error = await rejection(client.job({ ...planOf(me, []), [action]: entries }));
        assert.ok(error instanceof XError && error.code === "invalid_argument" && error.message.includes(`plan.${action} `), `${what}: ${error}`);
      }
    });
  }

  const BAD_OPTIONS = {
    pace: ["fast", "", 1, null], maxPerDay: [0, -1, 1.5, NaN, Infinity, "50", null], key: ["", 1, null],
    store: [null, {}, "store", { get() {} }, { update() {} }], onProgress: [null, {}, "f"], options: [null, "x", 1],
  };
  for (const [name, values] of Object.entries(BAD_OPTIONS)) {
    QUnit.test(`${name} that is wrong is refused by name, before anything is read or sent`, async (assert) => {
      const { client, plan, requests, memoryStore, XError } = await workload(env, assert, 1);
      for (const value of values) {
        const options = name === "options" ? value : { [name]: value };
        const attempts = [client.job(plan, options), client.resumeJob(name === "options" ? value : { store: memoryStore(), ...options })];
        for (const attempt of attempts) {
          const error = await rejection(attempt);
          assert.ok(error instanceof XError && error.code === "invalid_argument" && error.message.includes(name), `${String(value)}: ${error}`);
        }
      }
      assert.deepEqual(await requests(), []);
    });
  }

  QUnit.test("resumeJob without a store is refused by name", async (assert) => {
    const { client } = await workload(env, assert, 0);
    for (const options of [undefined, {}, { key: "job" }]) {
      const error = await rejection(client.resumeJob(options));
      assert.ok(error.code === "invalid_argument" && error.message.includes("store"), String(error));
    }
  });

  QUnit.test("maxMs that is wrong is refused by name", async (assert) => {
    const { client, plan, requests } = await workload(env, assert, 1);
    const job = await client.job(plan);
    for (const maxMs of [0, -1, 1.5, NaN, "1", DAY * 1000]) {
      const error = await rejection(job.runUntilLimited({ maxMs }));
      assert.ok(error.code === "invalid_argument" && error.message.includes("maxMs"), String(error));
    }
    assert.deepEqual(await requests(), []);
  });

  QUnit.test("the plan of another account is refused, and names both", async (assert) => {
    const { client, me, other } = await workload(env, assert, 0);
    const error = await rejection(client.job(planOf(other, idsFrom(1))));
    assert.strictEqual(error.code, "invalid_argument");
    assert.ok([other, me, "plan"].every((word) => error.message.includes(word)), error.message);
  });

  QUnit.test("a Job is made by a client only", async (assert) => {
    const { client, plan } = await workload(env, assert, 1);
    const { constructor } = await client.job(plan);
    for (const args of [[], [{}], [null]]) assert.throws(() => new constructor(...args), (error) => error.code === "invalid_argument");
  });
}
