// How much an account may have X do in a day.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cookieOf, decided, edge, JSON_TYPE, NEIGHBOUR, until, YOU } from "./edge.js";

const DAY = 24 * 3600_000;
const MUTING = `/2/users/${YOU}/muting`;
const FIRST = 7_000_000_000_000_000_000n;
const mute = ["POST", MUTING, JSON.stringify({ target_user_id: NEIGHBOUR })];
const ids = (count) => Array.from({ length: count }, (_, at) => String(FIRST + BigInt(at)));

/** A Worker whose day has just begun, here and at X: wherever the machine's own day is, no midnight (UTC) falls into a test. */
async function edgeAtMidnight(name, options) {
  const here = await edge(name, options);
  await pass(here, DAY - Date.now() % DAY);
  return here;
}

/** Has so much time pass, here and at X. */
async function pass(here, milliseconds) {
  await here.ask(`/test/later?ms=${milliseconds}`);
  await here.x.clock.advance(milliseconds);
}

async function ask(here, cookie, [method, path, body]) {
  return here.byCookie(cookie, path, { method, body, headers: body === undefined ? {} : JSON_TYPE });
}

/** What a call takes of a day's reads and writes. */
const COSTS = [
  [mute, 0, 1],
  [["DELETE", `${MUTING}/${NEIGHBOUR}`], 0, 1],
  [["GET", "/2/users/me"], 1, 0],
  [["GET", "/2/users/me?user.fields=name"], 1, 0],
  [["GET", "/2/users?ids=7"], 1, 0],
  [["GET", `/2/users?ids=${ids(10).join()}`], 10, 0],
  [["GET", "/2/users/by?usernames=you,loudneighbour"], 2, 0],
  [["GET", MUTING], 100, 0],
  [["GET", `${MUTING}?max_results=5`], 5, 0],
  [["GET", `${MUTING}?max_results=1000`], 1000, 0],
  // Less than nothing would give back what was taken.
  [["GET", `${MUTING}?max_results=-1000`], 1, 0],
  [["GET", `${MUTING}?max_results=0`], 100, 0],
  [["GET", `${MUTING}?max_results=1e9`], 1000, 0],
  [["GET", `${MUTING}?max_results=NaN`], 100, 0],
];

for (const [call, reads, writes] of COSTS) {
  test(`${call.slice(0, 2).join(" ")} takes ${reads} reads and ${writes} writes, and X is asked only where they are left`, async () => {
    const kind = reads > 0 ? "READS_PER_DAY" : "WRITES_PER_DAY";
    const here = await edgeAtMidnight(`quota ${call[1]} ${call[0]}`, { bindings: { [kind]: String(2 * (reads + writes) + (reads + writes - 1)) } });
    const cookie = await here.signIn();
    for (let once = 0; once < 2; once += 1) assert.notEqual((await ask(here, cookie, call)).status, 429);
    await here.x.control("DELETE", "requests");
    const { status, headers, json } = await ask(here, cookie, call);
    assert.equal(status, 429);
    assert.match(json.detail, /^this proxy lets an account (look up|mute and unmute) \d+ people a day: try again at \d{4}-\d\d-\d\dT00:00:00\.000Z$/);
    const seconds = Number(headers["retry-after"]);
    assert.ok(seconds > 0 && seconds <= 24 * 3600, headers["retry-after"]);
    assert.deepEqual([headers["x-user-limit-24hour-remaining"], Number(headers["x-user-limit-24hour-reset"]) % (24 * 3600)], ["0", 0]);
    assert.deepEqual(await here.x.requests(), []);
  });
}

test("what is left is there for all calls together, and is whole again the next day", async () => {
  const here = await edgeAtMidnight("quota day", { bindings: { READS_PER_DAY: "3", WRITES_PER_DAY: "2" } });
  const cookie = await here.signIn();
  const statuses = async (...calls) => {
    const found = [];
    for (const call of calls) found.push((await ask(here, cookie, call)).status);
    return found;
  };
  const [me, two] = [["GET", "/2/users/me"], ["GET", "/2/users?ids=7,8"]];
  assert.deepEqual(await statuses(two, two, me, me), [200, 429, 200, 429]);
  assert.deepEqual(await statuses(mute, mute, mute, me), [200, 200, 429, 429]);
  // However many cookies there are: it is the account's.
  assert.equal((await ask(here, await here.signIn(), me)).status, 429);
  await pass(here, DAY);
  assert.deepEqual(await statuses(two, mute), [200, 200]);
});

test("calls at once do not take more than there is", async () => {
  const here = await edgeAtMidnight("quota at once", { bindings: { WRITES_PER_DAY: "5" } });
  const cookie = await here.signIn();
  const answers = await Promise.all(Array.from({ length: 20 }, () => ask(here, cookie, mute)));
  assert.equal(answers.filter(({ status }) => status === 200).length, 5);
  assert.equal((await here.x.requests()).filter(({ path }) => path === MUTING).length, 5);
});

test("a plan that there are no reads left for says when to come back, and goes on with what was read", async () => {
  const here = await edgeAtMidnight("quota plan", { bindings: { READS_PER_DAY: "150" } });
  await here.x.control("POST", "accounts", { generate: { count: 200, first_id: String(FIRST) } });
  const cookie = await here.signIn();
  const given = { wanted: { mute: { ids: ids(200) } }, skip: { following: true } };
  const cut = await here.job(cookie, "POST", "/job/plan", given);
  assert.deepEqual([cut.status, cut.json.partial.steps.length], [429, 1]);
  assert.ok(Number(cut.headers["retry-after"]) > 0);
  await pass(here, DAY);
  const whole = await here.job(cookie, "POST", "/job/plan", { ...given, partial: cut.json.partial });
  assert.equal(whole.json.mute.length, 200);
});

test("a job mutes no more in a day than the account may, and goes on the next", async () => {
  const here = await edgeAtMidnight("quota job", { flies: true, bindings: { WRITES_PER_DAY: "70" } });
  await here.x.control("POST", "accounts", { generate: { count: 150, first_id: String(FIRST) } });
  const cookie = await here.signIn();
  await here.job(cookie, "POST", "/job", { version: 1, userId: YOU, mute: ids(150).map((id) => ({ id })), unmute: [] });
  await until("all are muted", async () => (await here.x.mutes()).length === 150);
  const sent = (await here.x.requests()).filter(({ method, path }) => method === "POST" && path === MUTING);
  assert.equal(sent.length, 150);
  const days = grouped(sent);
  assert.deepEqual([...days.values()].map((day) => day.length).sort(), [10, 70, 70]);
});

/** What was sent, by the day. */
function grouped(sent) {
  const days = new Map();
  for (const one of sent) {
    const day = Math.floor(one.at_ms / DAY);
    days.set(day, [...days.get(day) ?? [], one]);
  }
  return days;
}

test("who comes back from X too often in a day is refused before X is asked who they are; other addresses are not", async () => {
  const here = await edgeAtMidnight("quota sign-ins", { bindings: { SIGN_INS_PER_DAY: "3", ALLOWED_USERS: NEIGHBOUR } });
  const comeBack = async (address) => {
    const begun = await here.ask("/sign-in");
    return here.ask(await decided(begun), { headers: { cookie: cookieOf(begun), "cf-connecting-ip": address } });
  };
  const statuses = async (...addresses) => {
    const found = [];
    for (const address of addresses) found.push((await comeBack(address)).status);
    return found;
  };
  const strangers = Array(3).fill("203.0.113.7");
  assert.deepEqual(await statuses(...strangers), [403, 403, 403]);
  await here.x.control("DELETE", "requests");
  const refused = await comeBack("203.0.113.7");
  assert.deepEqual([refused.status, await here.x.requests()], [429, []]);
  assert.match(refused.text, /^You are not signed in: this proxy lets an address sign in 3 times a day: try again at /);
  assert.match(refused.headers["retry-after"], /^\d+$/);
  assert.deepEqual(await statuses("203.0.113.8", "2001:db8:1:2::1", "2001:db8:1:2::2", "2001:db8:1:2:3::", "2001:db8:1:2::4", "2001:db8:1:3::1"), [403, 403, 403, 403, 429, 403]);
  // One network, however it is written.
  assert.deepEqual(await statuses("2001:db8::1001", "2001:DB8:0:0:1::", "2001:0db8::ffff:0:1", "2001:db8::2", "2001:db8:0:0:8::9"), [403, 403, 403, 429, 429]);
  await pass(here, DAY);
  assert.equal((await comeBack("203.0.113.7")).status, 403);
});

test("what X is not asked for is not counted: a state of another's, a denial, no code", async () => {
  const here = await edgeAtMidnight("quota of callbacks", { bindings: { SIGN_INS_PER_DAY: "2" } });
  for (const query of ["state=wrong&code=x", "code=x", "state=STATE", "state=STATE&error=access_denied", "", "state=STATE&error=server_error"]) {
    for (let once = 0; once < 2; once += 1) {
      const begun = await here.ask("/sign-in");
      const state = new URL(begun.headers.location).searchParams.get("state");
      const { status } = await here.ask(`/sign-in/back?${query.replace("STATE", state)}`, { headers: { cookie: cookieOf(begun) } });
      assert.ok(status >= 400 && status < 429, String(status));
    }
  }
  assert.deepEqual(await here.x.requests(), []);
  assert.equal((await here.byCookie(await here.signIn(), "/2/users/me")).status, 200);
});

test("a number that is none is said, and allows nothing", async () => {
  const here = await edgeAtMidnight("quota wrong", { bindings: { READS_PER_DAY: "many" } });
  assert.match((await here.ask("/sign-in")).json.detail, /^READS_PER_DAY in wrangler\.jsonc must be a whole number$/);
});
