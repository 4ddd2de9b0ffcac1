// What an account uses of the platform, counted: README.md's figures are computed from it.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { table } from "./costs.js";
import { edge, JSON_TYPE, NEIGHBOUR, until, YOU } from "./edge.js";

const FIRST = 7_000_000_000_000_000_000n;
const README = new URL("../../examples/edge-proxy/README.md", import.meta.url);

/** What README.md says that an account with 1,000 mutes uses. */
const WRITTEN = {
  mutes: 1000,
  workerRequests: 4,
  objectRequests: 6,
  alarms: 20,
  xRequests: 1014,
  rowsRead: 1292,
  rowsReadByLook: 12,
  rowsWritten: 1123,
  bytes: 57_344,
};

/** Somebody signs in, plans 1,000 mutes, and has them done, in 20 windows of X's. */
async function measured() {
  const here = await edge("cost", { flies: true });
  const { x } = here;
  await x.control("POST", "accounts", { generate: { count: WRITTEN.mutes, first_id: String(FIRST) } });
  const cookie = await here.signIn();
  const ids = Array.from({ length: WRITTEN.mutes }, (_, at) => String(FIRST + BigInt(at)));
  const plan = await here.job(cookie, "POST", "/job/plan", { wanted: { mute: { ids } }, skip: { following: true } });
  await here.job(cookie, "POST", "/job", plan.json);
  const workerRequests = here.asked;
  await until("all are muted", async () => (await x.mutes()).length === WRITTEN.mutes);
  await until("the last alarm has ended", async () => (await here.look("meter")).alarmAt === null);
  const { objectRequests, alarms, rowsRead, rowsWritten, bytes } = await meter(here);
  const { rowsRead: before } = await here.look("meter");
  const requests = await x.requests();
  assert.deepEqual((await x.mutes()).sort(), ids);
  assert.ok(requests.every(({ status }) => status === 200));
  const { json } = await here.job(cookie, "GET", "/job");
  assert.deepEqual([json.state, json.muted], ["done", WRITTEN.mutes]);
  const rowsReadByLook = (await here.look("meter")).rowsRead - before;
  const counted = { objectRequests, alarms, xRequests: requests.length, rowsRead, rowsReadByLook, rowsWritten, bytes };
  return { mutes: ids.length, workerRequests, ...counted };
}

/** What the account's object has used, and that of the address which it signed in from. */
async function meter(here) {
  const [account, address] = [await here.look("meter"), await here.look("meter", "from 127.0.0.1")];
  const both = (what) => account[what] + address[what];
  return { ...account, objectRequests: both("requests"), rowsRead: both("rowsRead"), rowsWritten: both("rowsWritten") };
}

test("an account with 1,000 mutes uses what README.md says, and costs what it says", async (t) => {
  const found = await measured();
  t.diagnostic(JSON.stringify(found));
  for (const [what, value] of Object.entries(found)) {
    const written = WRITTEN[what];
    assert.ok(Math.abs(value - written) <= written * 0.05, `${what}: ${value}, and README.md says ${written}`);
  }
  const lines = table(WRITTEN);
  for (const line of lines.split("\n")) t.diagnostic(line);
  assert.ok((await readFile(README, "utf8")).includes(lines), `README.md must have this table:\n${lines}`);
});

test("a call of the page's own asks X once, and the account's Durable Object one question, which writes a row", async () => {
  const here = await edge("cost of a call");
  const cookie = await here.signIn();
  const [before, asked] = [await meter(here), (await here.x.requests()).length];
  const body = JSON.stringify({ target_user_id: NEIGHBOUR });
  for (let call = 0; call < 10; call += 1) {
    const { status } = await here.byCookie(cookie, `/2/users/${YOU}/muting`, { method: "POST", headers: JSON_TYPE, body });
    assert.equal(status, 200);
  }
  const after = await meter(here);
  assert.deepEqual([after.objectRequests, after.rowsWritten], [before.objectRequests + 10, before.rowsWritten + 10]);
  assert.equal((await here.x.requests()).length, asked + 10);
});
