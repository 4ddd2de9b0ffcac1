// A cookie that somebody has copied is good for as long as the sign-in is that it is of, and no longer; the stand-in's access
// tokens live on for two hours, also when others have taken their place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open, seal } from "../../examples/edge-proxy/src/seal.js";
import { cookieOf, edge, JSON_TYPE, KEY, NEIGHBOUR, YOU } from "./edge.js";

const ME = "/2/users/me";
const MUTING = `/2/users/${YOU}/muting`;
const HOUR = 3600_000;
const here = await edge("copied cookie");
const { x } = here;

/** A cookie, and the newer one that the account has got since: X has refused the token of the first, which lives on. */
async function replaced() {
  const old = await here.signIn();
  await x.fault({ path_contains: "/users/me", respond: { status: 401, body: "" } });
  const fresh = cookieOf(await here.byCookie(old, ME), "__Host-x-mutes");
  assert.notEqual(fresh, undefined);
  return { old, fresh };
}

async function signOut(cookie) {
  assert.equal((await here.byCookie(cookie, "/sign-out", { method: "POST" })).status, 204);
}

/** All that a cookie can ask. */
const CALLS = {
  "who I am": ["GET", ME],
  "a mute": ["POST", MUTING, JSON.stringify({ target_user_id: NEIGHBOUR })],
  "an unmute": ["DELETE", `${MUTING}/${NEIGHBOUR}`],
  "the muted": ["GET", MUTING],
  "a lookup by ID": ["GET", "/2/users?ids=7"],
  "a lookup by username": ["GET", "/2/users/by?usernames=you"],
  "a plan": ["POST", "/job/plan", JSON.stringify({ wanted: { mute: { ids: [NEIGHBOUR] } } })],
  "a job": ["POST", "/job", JSON.stringify({ version: 1, userId: YOU, mute: [{ id: NEIGHBOUR }], unmute: [] })],
  "how far a job is": ["GET", "/job"],
  "a job's outcomes": ["GET", "/job.csv"],
  "a job's end": ["DELETE", "/job"],
};

async function ask(cookie, [method, path, body]) {
  return here.byCookie(cookie, path, { method, body, headers: body === undefined ? {} : JSON_TYPE });
}

for (const [what, call] of Object.entries(CALLS)) {
  test(`after signing out, a copy of the older cookie asks X for nothing: ${what}`, async () => {
    const { old, fresh } = await replaced();
    // What is in it would still be good at X.
    const { token } = await open(old.split("=")[1], [KEY], `x-mutes of ${here.origin}`);
    await signOut(fresh);
    assert.equal((await fetch(`${x.baseUrl}${ME}`, { headers: { authorization: `Bearer ${token}` } })).status, 200);
    await x.control("DELETE", "requests");
    for (const copy of [old, fresh]) assert.equal((await ask(copy, call)).status, 401);
    assert.deepEqual(await x.requests(), []);
  });
}

test("an older cookie of a sign-in that is live stays good: other tabs have it", async () => {
  const { old, fresh } = await replaced();
  for (const cookie of [old, fresh, old]) assert.equal((await here.byCookie(cookie, ME)).status, 200);
  await x.clock.advance(2 * HOUR + 1000);
  const renewed = cookieOf(await here.byCookie(old, ME), "__Host-x-mutes");
  for (const cookie of [old, fresh, renewed]) assert.equal((await here.byCookie(cookie, ME)).status, 200);
});

test("signing out by the older cookie ends the newer one, too", async () => {
  const { old, fresh } = await replaced();
  await signOut(old);
  assert.equal((await here.byCookie(fresh, ME)).status, 401);
});

test("no copy comes back to life with the next sign-in", async () => {
  const { old, fresh } = await replaced();
  await signOut(fresh);
  const next = await here.signIn();
  for (const copy of [old, fresh]) assert.equal((await here.byCookie(copy, ME)).status, 401);
  assert.equal((await here.byCookie(next, ME)).status, 200);
});

test("a token that another has taken the place of is not revoked: X may end the whole grant for that", async () => {
  await x.control("DELETE", "requests");
  await replaced();
  assert.deepEqual((await x.requests()).filter(({ path }) => path === "/2/oauth2/revoke"), []);
});

test("a cookie of somebody else's with the ID of a live sign-in's account is refused", async () => {
  const cookie = await here.signIn();
  const name = `x-mutes of ${here.origin}`;
  const pass = await open(cookie.split("=")[1], [KEY], name);
  const forged = `__Host-x-mutes=${await seal({ ...pass, user: NEIGHBOUR }, [KEY], name)}`;
  await x.control("DELETE", "requests");
  assert.equal((await here.byCookie(forged, ME)).status, 401);
  assert.deepEqual(await x.requests(), []);
});
