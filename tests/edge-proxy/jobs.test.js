// Bulk jobs in the account's Durable Object: they run from alarm to alarm, whatever happens in between.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { CLIENT_ID, edge, NEIGHBOUR, until, YOU } from "./edge.js";

const FIRST = 7_000_000_000_000_000_000n;

/** What a row of the platform's SQLite storage may have, in bytes. */
const LARGEST_ROW = 2_000_000;

/** An edge where so many may be muted in a window of some seconds, and somebody who has signed in. */
async function begin(name, { count, limit = 50, windowS, delayMs, persist, flies }) {
  const here = await edge(name, { persist, flies });
  await here.x.control("POST", "accounts", { generate: { count, first_id: String(FIRST) } });
  await here.x.control("POST", "limits", { endpoint: "mute", limit, window_s: windowS });
  if (delayMs) await here.x.fault({ times: 0, method: "POST", path_contains: "/muting", delay_ms: delayMs });
  const cookie = await here.signIn();
  const ids = Array.from({ length: count }, (_, at) => String(FIRST + BigInt(at)));
  const plan = await here.job(cookie, "POST", "/job/plan", { wanted: { mute: { ids } } });
  assert.equal(plan.json.mute.length, count, plan.text.slice(0, 500));
  return { here, cookie, ids, plan: plan.json, report: async () => (await here.job(cookie, "GET", "/job")).json };
}

/** Whom X has muted because it was asked to; what was cut off before X did anything is not among them. */
async function asked({ x }) {
  const requests = await x.requests();
  return requests.filter(({ method, path, status }) => method === "POST" && path.includes("/muting") && status === 200)
    .map(({ body }) => JSON.parse(body).target_user_id);
}

/** Each was asked for once, and is muted. */
async function onceEach(here, ids) {
  assert.deepEqual((await asked(here)).sort(), ids);
  assert.deepEqual((await here.x.mutes()).sort(), ids);
  assert.equal(here.said, "");
}

test("a job goes on across restarts in the middle, by its alarms alone, and does every entry once", async (t) => {
  const persist = await mkdtemp(join(tmpdir(), "x-mutes-edge-state-"));
  t.after(() => rm(persist, { recursive: true, force: true }));
  const { here, cookie, ids, plan, report } = await begin("restarts", { count: 60, limit: 30, windowS: 4, delayMs: 20, persist });
  const { json } = await here.job(cookie, "POST", "/job", plan);
  assert.deepEqual([json.state, json.total], ["running", 60]);
  for (const reached of [8, 30, 40]) {
    // Nobody asks the Worker for anything: it is the alarm that goes on.
    await until(`${reached} are muted`, async () => (await asked(here)).length >= reached);
    await here.stop();
    await here.start();
  }
  // Those who ask all at once, when it has just been started, are told of the same job.
  await Promise.all([report(), report(), report()]);
  await until("all are muted", async () => (await asked(here)).length >= 60);
  await until("it is done", async () => (await report()).state === "done");
  const { muted, failed, gone } = await report();
  assert.deepEqual([muted, failed, gone], [60, 0, 0]);
  await onceEach(here, ids);
});

test("a session that is revoked in the middle pauses the job, with the reason; after signing in again it goes on", async () => {
  const { here, cookie, ids, plan, report } = await begin("revoked", { count: 30, limit: 20, windowS: 4 });
  await here.job(cookie, "POST", "/job", plan);
  await until("the window is spent", async () => (await asked(here)).length === 20);
  const { access_token, refresh_token } = await here.look("session");
  for (const token of [access_token, refresh_token]) {
    const body = new URLSearchParams({ token, client_id: CLIENT_ID });
    assert.ok((await fetch(`${here.x.baseUrl}/2/oauth2/revoke`, { method: "POST", body })).ok);
  }
  await until("it is paused", async () => (await report()).state === "paused");
  const paused = await report();
  assert.deepEqual([paused.muted, paused.stoppedBy.code], [20, "sign_in"]);
  assert.match(paused.stoppedBy.message, /sign in again/);

  const again = await here.signIn();
  await until("it is done", async () => (await here.job(again, "GET", "/job")).json.state === "done");
  await onceEach(here, ids);
});

test("it is paused, resumed, told of, undone and discarded as the page asks", async () => {
  const { here, cookie, ids, plan, report } = await begin("asked", { count: 40, limit: 100, delayMs: 20 });
  assert.equal((await here.job(cookie, "GET", "/job")).status, 404);
  await here.job(cookie, "POST", "/job", plan);
  await until("it runs", async () => (await asked(here)).length >= 5);
  const other = await here.job(cookie, "POST", "/job", { ...plan, mute: plan.mute.slice(1) });
  assert.deepEqual([other.status, other.json.detail], [409, "a job is running: wait for it, or discard it, DELETE /job"]);
  const { state, muted } = (await here.job(cookie, "POST", "/job/pause")).json;
  assert.deepEqual([state, muted], ["paused", (await asked(here)).length]);
  assert.ok(muted < 40, `${muted}`);
  assert.equal((await here.job(cookie, "POST", "/job", { ...plan, mute: plan.mute.slice(1) })).status, 409);

  assert.equal((await here.job(cookie, "POST", "/job/resume")).json.state, "running");
  await until("it is done", async () => (await report()).state === "done");
  await onceEach(here, ids);
  const csv = await here.job(cookie, "GET", "/job.csv");
  assert.equal(csv.headers["content-type"], "text/csv; charset=utf-8");
  assert.deepEqual([csv.text.split("\r\n").length, csv.text.split("\r\n")[0]], [42, "id,username,action,outcome,code,message"]);

  const undo = await here.job(cookie, "GET", "/job/undo");
  assert.equal(undo.json.unmute.length, 40);
  await here.job(cookie, "POST", "/job", undo.json);
  await until("it is undone", async () => (await report()).state === "done");
  assert.deepEqual([(await report()).unmuted, await here.x.mutes()], [40, []]);
  assert.equal((await here.job(cookie, "DELETE", "/job")).status, 200);
  assert.equal((await here.job(cookie, "GET", "/job")).status, 404);
});

test("an alarm that comes twice, or that nobody has set, does nothing twice", async () => {
  const { here, cookie, ids, plan, report } = await begin("twice", { count: 20, delayMs: 10 });
  await here.look("again");
  await here.job(cookie, "POST", "/job", plan);
  await Promise.all([here.look("again"), here.look("again")]);
  await until("it is done", async () => (await report()).state === "done");
  await here.look("again");
  await onceEach(here, ids);
});

test("an alarm that the platform has lost is set again when somebody looks", async () => {
  const { here, cookie, ids, plan, report } = await begin("lost", { count: 20, limit: 10, windowS: 3 });
  await here.job(cookie, "POST", "/job", plan);
  await until("it waits for the next window", async () => (await here.look("meter")).alarmAt > Date.now());
  await here.look("lose");
  assert.equal((await here.look("meter")).alarmAt, null);
  await until("it is done", async () => (await report()).state === "done", 20_000);
  await onceEach(here, ids);
});

test("a job goes on by its alarm where a deployment is broken for pages", async (t) => {
  const persist = await mkdtemp(join(tmpdir(), "x-mutes-edge-state-"));
  t.after(() => rm(persist, { recursive: true, force: true }));
  const { here, cookie, ids, plan } = await begin("broken", { count: 20, limit: 10, windowS: 4, persist });
  await here.job(cookie, "POST", "/job", plan);
  await until("the window is spent", async () => (await asked(here)).length === 10);
  await here.stop();
  here.options.bindings.ORIGIN = "https://app.example/path";
  await here.start();
  assert.equal((await here.job(cookie, "GET", "/job")).status, 500);
  await until("all are muted", async () => (await asked(here)).length === 20, 20_000);
  await onceEach(here, ids);
});

test("an alarm that the platform tries for the last time sets another before it works", async (t) => {
  const { here, cookie, plan } = await begin("last try", { count: 2 });
  await here.x.fault({ times: 0, method: "POST", path_contains: "/muting", hold: true });
  await here.job(cookie, "POST", "/job", plan);
  await until("it waits for X", async () => (await here.x.requests()).some(({ method }) => method === "POST"));
  assert.equal((await here.look("meter")).alarmAt, null);
  // It never ends while this test lasts.
  const tried = here.look("again").catch(() => {});
  await until("another is set", async () => (await here.look("meter")).alarmAt > Date.now() + 60_000);
  await here.stop();
  await tried;
});

test("another account's plan is refused, and what is no plan or list", async () => {
  const { here, cookie, plan } = await begin("refused", { count: 2 });
  // Of this account without, and of another within: nothing could be done with it once it was kept.
  const state = "x-mutes-job 1 7 burst a\n0 1 1 0 1 0 0 0 0 0 0 0 0\n\n\n\n";
  const checkpoint = { version: 1, userId: YOU, state, parts: ["mute 9\n\n"] };
  await here.x.control("DELETE", "requests");
  const table = [
    ["/job", { ...plan, userId: "7" }, 400, /belongs to the account 7/],
    ["/job", {}, 400, /plan must be what plan\(\) gave/],
    ["/job", null, 400, /plan must be/],
    ["/job", checkpoint, 400, /plan\.mute must be/],
    ["/job/plan", {}, 400, /must/],
    ["/job/plan", null, 400, /must/],
  ];
  for (const [path, given, status, words] of table) {
    const answer = await here.job(cookie, "POST", path, given);
    assert.equal(answer.status, status, answer.text);
    assert.match(answer.json.detail, words);
  }
  assert.deepEqual(await here.x.requests(), []);
});

test("who signs in as somebody else in the same browser has a job of their own, and the first account's goes on", async () => {
  const { here, cookie, ids, plan, report } = await begin("two accounts", { count: 20, delayMs: 20 });
  await here.job(cookie, "POST", "/job", plan);
  await until("it runs", async () => (await asked(here)).length >= 2);
  await here.x.control("POST", "signed_in", { user_id: NEIGHBOUR });
  const other = await here.signIn();
  assert.equal((await here.job(other, "GET", "/job")).status, 404);
  assert.equal((await here.job(other, "POST", "/job", plan)).status, 400);
  for (const path of ["/job/pause", "/job/resume"]) assert.equal((await here.job(other, "POST", path)).status, 404);
  assert.equal((await here.job(other, "DELETE", "/job")).status, 404);
  await until("it is done", async () => (await report()).state === "done");
  await onceEach(here, ids);
  assert.deepEqual(await here.x.mutes(NEIGHBOUR), []);
});

test("a plan that X's limit cuts short says so, and goes on with what was read", async () => {
  const { here, cookie, ids } = await begin("partial", { count: 150 });
  await here.x.control("POST", "limits", { endpoint: "users", remaining: 1 });
  const [wanted, skip] = [{ mute: { ids } }, { following: true }];
  const cut = await here.job(cookie, "POST", "/job/plan", { wanted, skip });
  assert.equal(cut.status, 429, cut.text);
  assert.ok(Number(cut.headers["retry-after"]) > 0);
  await here.x.control("POST", "limits", { endpoint: "users", remaining: 900 });
  const whole = await here.job(cookie, "POST", "/job/plan", { wanted, skip, partial: cut.json.partial });
  assert.deepEqual([whole.json.mute.length, whole.json.requests.reads], [150, 2]);
});

test("10,000 entries: a thousand are a row as long as README.md says, far below what the storage takes", async () => {
  const { here, cookie, plan, report } = await begin("many", { count: 10_000 });
  assert.equal((await here.job(cookie, "POST", "/job", plan)).json.total, 10_000);
  await until("the first window is spent", async () => (await report()).muted === 50);
  assert.deepEqual(await rows(here), Array(10).fill(26));

  assert.equal((await here.job(cookie, "DELETE", "/job")).status, 200);
  const mute = plan.mute.slice(0, 1000).map(({ id }) => ({ id, username: "abcdefghijklmno" }));
  await here.job(cookie, "POST", "/job", { ...plan, mute });
  assert.deepEqual(await rows(here), [42]);
});

/** How large the job's rows get, in KB: what became of each entry is a letter more. */
async function rows(here) {
  const { values } = await here.look("meter");
  assert.ok(values.every(({ bytes }) => bytes < LARGEST_ROW / 20), JSON.stringify(values));
  return values.filter(({ key }) => key.startsWith("job:")).map(({ bytes }) => Math.round((bytes + 1000) / 1000));
}

test("begun, paused, resumed and discarded all at once, what is left is a job that can be seen, or room for another", async () => {
  const here = await edge("jobs raced");
  const cookie = await here.signIn();
  const plan = { version: 1, userId: YOU, mute: [{ id: NEIGHBOUR }], unmute: [] };
  const ask = (method, path, body) => here.job(cookie, method, path, body);
  for (let round = 0; round < 20; round += 1) {
    const path = round % 2 === 0 ? "/job/resume" : "/job/pause";
    const all = [ask("POST", "/job", plan), ...Array.from({ length: 10 }, () => ask("POST", path)), ask("DELETE", "/job")];
    all.push(...Array.from({ length: 10 }, () => ask("POST", "/job/resume")), ask("GET", "/job"));
    for (const { status } of await Promise.all(all)) assert.ok([200, 404, 409].includes(status), `${status}`);
    await ask("DELETE", "/job");
    assert.equal((await ask("GET", "/job")).status, 404);
    assert.equal((await ask("POST", "/job", plan)).status, 200, `round ${round}`);
  }
});
