// What stops a job, what only delays it, and how it goes on.
import { signInWorld } from "../support/sign-in.js";
import { DAY, MINUTE, WINDOW, workload } from "./workload.js";

const HOUR = 60 * MINUTE;

const problem = (status, type, more) => ({ respond: { status, body: JSON.stringify({ title: "Title", detail: "Detail", type: `https://api.x.com/2/problems/${type}`, status, ...more }) } });

export default function jobStops(QUnit, env) {
  /** What no wait cures: what X answers, and what the job then says. */
  const STOPS = {
    "401": [problem(401, "about:blank"), { code: "unauthorized", status: 401 }],
    "403": [problem(403, "oauth1-permissions"), { code: "forbidden", type: "oauth1-permissions" }],
    "403, not enrolled": [problem(403, "client-forbidden", { reason: "client-not-enrolled" }), { code: "forbidden", reason: "client-not-enrolled" }],
    "402": [problem(402, "credits-depleted", { title: "CreditsDepleted" }), { code: "payment_required", title: "CreditsDepleted" }],
    "a usage cap": [problem(429, "usage-capped"), { code: "payment_required", type: "usage-capped" }],
  };
  QUnit.test("whoever gives the token may be offline for a while: the job waits", async (assert) => {
    const { clientWith, plan, token, XError, ids, sent } = await workload(env, assert, 3);
    let asked = 0;
    const client = clientWith({
      auth: async () => {
        asked += 1;
        if (asked > 1 && asked < 5) throw XError.from({ name: "XError", code: "network", message: "token: no answer", attempts: 1 });
        return token;
      },
    });
    const report = await (await client.job(plan, { pace: "burst" })).run();
    assert.deepEqual([report.state, report.muted, asked], ["done", 3, 6]);
    assert.deepEqual((await sent()).map(({ id }) => id), ids);
  });

  QUnit.test("what other calls have learnt of the limits before it, a job keeps to", async (assert) => {
    const { client, plan, ids, other, sent } = await workload(env, assert, 3, { limits: [{ endpoint: "mute", limit: 2 }] });
    for (const id of [other, ids[0]]) await client.mute(id);
    assert.strictEqual((await (await client.job(plan, { pace: "burst" })).run()).state, "done");
    assert.ok((await sent()).every(({ status }) => status === 200));
  });

  for (const [what, [fault, wanted]] of Object.entries(STOPS)) {
    QUnit.test(`${what} pauses it and says so in stoppedBy, and run() goes on with the same entry once that is mended`, async (assert) => {
      const { client, plan, ids, control, fault: add, sent, mutes, XError, clock } = await workload(env, assert, 5);
      const job = await client.job(plan);
      clock.onWait = async () => {
        clock.onWait = undefined;
        await add({ method: "POST", path_contains: "/muting", times: 0, ...fault });
      };
      for (let times = 1; times <= 2; times += 1) {
        const report = await job.run();
        assert.deepEqual([report.state, report.total, report.failed, report.gone], ["paused", 5, 0, 0]);
        assert.deepEqual(report.entries.map(({ outcome }) => outcome), ["done", "todo", "todo", "todo", "todo"]);
        assert.ok(report.stoppedBy instanceof XError, String(report.stoppedBy));
        for (const [name, value] of Object.entries(wanted)) assert.strictEqual(report.stoppedBy[name], value, name);
        assert.strictEqual((await sent()).length, times + 1, "it is asked once each time");
      }
      await control("DELETE", "faults");
      const report = await job.run();
      assert.deepEqual([report.state, report.muted, "stoppedBy" in report], ["done", 5, false]);
      assert.deepEqual(new Set(await mutes()), new Set(ids));
    });
  }

  QUnit.test("ten that fail in the same way, one after the other, stop it, and are left to do", async (assert) => {
    const { client, plan, control, fault, sent } = await workload(env, assert, 30);
    await fault({ times: 0, method: "POST", path_contains: "/muting", ...problem(400, "invalid-request") });
    const job = await client.job(plan);
    const report = await job.run();
    assert.deepEqual([report.state, report.failed, report.stoppedBy?.code, (await sent()).length], ["paused", 0, "bad_request", 10]);
    await control("DELETE", "faults");
    assert.strictEqual((await job.run()).muted, 30);
  });

  QUnit.test("ten side by side that fail for themselves do not keep the others from being done for ever", async (assert) => {
    const FAILING = 10;
    let ids = [];
    const failing = async (url, init) => (ids.indexOf(JSON.parse(init.body).target_user_id) < FAILING ? new Response("", { status: 404 }) : fetch(url, init));
    const here = await workload(env, assert, 15, { options: { fetch: failing } });
    ids = here.ids;
    const job = await here.client.job(here.plan);
    for (let runs = 0; runs < 3 && job.report().state !== "done"; runs += 1) await job.run();
    const { state, muted, failed } = job.report();
    assert.deepEqual([state, muted, failed], ["done", 5, FAILING]);
  });

  QUnit.test("a 401 asks for the token anew before it stops the job, which does not stop where that helps", async (assert) => {
    const asked = [];
    const auth = ({ rejectedToken }) => {
      asked.push(rejectedToken);
      return rejectedToken === undefined && asked.length < 5 ? "expired-token" : "stand-in-token";
    };
    const { client, plan, mutes } = await workload(env, assert, 4, { options: { auth } });
    const report = await (await client.job(plan)).run();
    assert.deepEqual([report.state, report.muted, (await mutes()).length], ["done", 4, 4]);
    assert.ok(asked.includes("expired-token"));
  });

  QUnit.test("an auth function that throws stops the job with just that, and run() goes on", async (assert) => {
    const mine = new RangeError("mine");
    let broken = true;
    const auth = () => {
      if (broken) throw mine;
      return "stand-in-token";
    };
    const { client, plan, requests } = await workload(env, assert, 2, { options: { auth } });
    const job = await client.job(plan);
    await assert.rejects(job.run(), (error) => error === mine);
    assert.deepEqual(await requests(), []);
    broken = false;
    assert.strictEqual((await job.run()).state, "done");
  });

  // --- sessions ------------------------------------------------------------------------------------------------------

  const signedIn = async (assert, count) => {
    const here = await workload(env, assert, count);
    const signing = await signInWorld(here, env, `${env.engine} ${assert.test.testId}`);
    await here.control("POST", "cors", { allow_origin: "*", expose_headers: true });
    await here.control("POST", "accounts", { generate: { count, first_id: here.ids[0] } });
    const session = await signing.signIn({ clock: here.clock, fetch: here.clock.before() });
    return { ...here, ...signing, clock: here.clock, session, client: here.clientWith({ auth: session, baseUrl: signing.baseUrl }) };
  };

  QUnit.test("a job outlives the tokens of a session: each is refreshed once, and none is refused", async (assert) => {
    const { client, plan, refreshes, clock, control, requests, mutes } = await signedIn(assert, 180);
    await control("POST", "limits", { endpoint: "mute", limit: 10 });
    const began = clock.now();
    const report = await (await client.job(plan, { pace: "burst" })).run();
    assert.deepEqual([report.state, report.muted, (await mutes()).length], ["done", 180, 180]);
    assert.deepEqual((await requests()).filter(({ status }) => status !== 200).map(({ path, status }) => [path, status]), []);
    assert.strictEqual(await refreshes(), Math.floor((clock.now() - began) / (2 * HOUR)));
    assert.strictEqual(await refreshes(), 2);
  });

  QUnit.test("a session that is revoked stops the job with sign_in", async (assert) => {
    const { client, plan, clock, session, baseUrl, clientId, sent } = await signedIn(assert, 100);
    const job = await client.job(plan, { pace: "burst" });
    clock.onWait = async () => {
      clock.onWait = undefined;
      const body = new URLSearchParams({ token: await session.accessToken(), client_id: clientId });
      await fetch(`${baseUrl}/2/oauth2/revoke`, { method: "POST", body });
      clock.pass(2 * HOUR);
      await clock.settle();
      await session.signOut();
    };
    const report = await job.run();
    assert.deepEqual([report.state, report.stoppedBy?.code, report.muted], ["paused", "sign_in", 50]);
    assert.strictEqual((await sent()).length, 50);
    assert.deepEqual((await job.run()).stoppedBy?.code, "sign_in");
  });

  // --- what passes ---------------------------------------------------------------------------------------------------

  QUnit.test("an X that is down for an hour is asked now and then, and the job goes on when it is back", async (assert) => {
    const { client, plan, clock, control, fault, sent } = await workload(env, assert, 5);
    await fault({ times: 0, path_contains: "/muting", respond: { status: 503, body: "upstream connect error" } });
    const began = clock.now();
    clock.onWait = async () => {
      if (clock.now() - began < HOUR) return;
      clock.onWait = undefined;
      await control("DELETE", "faults");
    };
    const report = await (await client.job(plan)).run();
    assert.deepEqual([report.state, report.muted], ["done", 5]);
    const asked = (await sent()).filter(({ status }) => status === 503).length;
    assert.ok(asked >= 5 && asked <= 20, `asked ${asked} times`);
    assert.ok(clock.now() - began < HOUR + WINDOW + 10 * MINUTE, `${(clock.now() - began) / MINUTE} minutes`);
  });

  for (const [direction, by] of [["back", -DAY], ["forward", DAY]]) {
    for (const pace of ["even", "burst"]) {
      QUnit.test(`a clock that is set ${direction} by a day at the pace "${pace}" costs neither an entry nor a day`, async (assert) => {
        const { client, plan, clock, ids, sent, mutes } = await workload(env, assert, 120);
        const job = await client.job(plan, { pace });
        const began = clock.now();
        clock.onWait = () => {
          if (job.report().muted < 50) return;
          clock.onWait = undefined;
          clock.set(by);
        };
        const report = await job.run();
        assert.deepEqual([report.state, report.muted, new Set(await mutes()).size], ["done", 120, ids.length]);
        const all = await sent();
        assert.ok(all.filter(({ status }) => status === 429).length <= 3, `${all.filter(({ status }) => status === 429).length} refusals`);
        assert.strictEqual(all.filter(({ status }) => status === 200).length, 120);
        const took = clock.now() - began - by;
        assert.ok(took < 6 * WINDOW, `${took / WINDOW} windows`);
      });
    }
  }

  // --- the store -------------------------------------------------------------------------------------------------------

  const mine = new RangeError("the storage is full");
  const FAILS = {
    "that rejects": () => Promise.reject(mine),
    "that throws": () => { throw mine; },
  };
  for (const method of ["update", "get"]) {
    for (const [how, fail] of Object.entries(FAILS)) {
      QUnit.test(`a store's ${method} ${how} stops the job with storage, nothing is sent unnoted, and run() goes on once it works`, async (assert) => {
        const { client, plan, clock, ids, sent, memoryStore, mutes, clientWith, XError } = await workload(env, assert, 6);
        const memory = memoryStore();
        const broken = {};
        const store = { name: memory.name, get: (...args) => (broken.get ?? memory.get)(...args), update: (...args) => (broken.update ?? memory.update)(...args) };
        const job = await client.job(plan, { store });
        if (method === "update") clock.onWait = () => { if (job.report().muted >= 3) broken.update = fail; };
        else broken.get = fail;
        const first = await job.run();
        assert.deepEqual([first.state, first.stoppedBy?.code, first.stoppedBy?.cause], ["paused", "storage", mine]);
        assert.ok(first.stoppedBy instanceof XError);
        const before = (await sent()).length;
        assert.strictEqual(before, method === "update" ? 3 : 0);
        assert.strictEqual((await job.run()).stoppedBy?.code, "storage");
        assert.strictEqual((await sent()).length, before, "nothing more is sent while it cannot be noted");
        clock.onWait = undefined;
        delete broken[method];
        const report = await job.run();
        assert.deepEqual([report.state, report.muted, report.stoppedBy], ["done", 6, undefined]);
        assert.deepEqual((await sent()).map(({ id }) => id), ids, "and nobody is asked for twice");
        assert.strictEqual((await mutes()).length, 6);
        assert.strictEqual((await (await clientWith().resumeJob({ store })).report()).muted, 6);
      });

      QUnit.test(`client.job and resumeJob with a store whose ${method} ${how} reject with storage`, async (assert) => {
        const { client, plan, memoryStore, requests, XError } = await workload(env, assert, 2);
        const store = { ...memoryStore(), [method]: fail };
        const attempts = method === "get" ? [client.job(plan, { store }), client.resumeJob({ store })] : [client.job(plan, { store })];
        for (const attempt of attempts) {
          await assert.rejects(attempt, (error) => error instanceof XError && error.code === "storage" && error.cause === mine);
        }
        assert.deepEqual(await requests(), []);
      });
    }
  }

  QUnit.test("a clock that throws ends the job with just that, and run() goes on", async (assert) => {
    const { client, plan, clock } = await workload(env, assert, 3);
    const job = await client.job(plan);
    const thrown = new RangeError("mine");
    clock.onWait = () => { throw thrown; };
    await assert.rejects(job.run(), (error) => error === thrown);
    clock.onWait = undefined;
    assert.strictEqual((await job.run()).state, "done");
  });
}
