// What is done with an account's tokens is done one after the other, however slowly X answers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "../../examples/edge-proxy/src/seal.js";
import { CLIENT_ID, cookieOf, edge, KEY, NEIGHBOUR, until, YOU } from "./edge.js";
import { late } from "./late.js";

const ME = "/2/users/me";
const REFRESH = "grant_type=refresh_token";
const between = await late();
const here = await edge("turns", { bindings: { X_API: between.url } });
const { x, origin } = here;
between.x = x.baseUrl;

async function expire() {
  await x.clock.advance(2 * 3600_000 + 1000);
}

/** Signs in; settles once the account has been told of it, with what will become the cookie. */
async function signInMeanwhile() {
  const { requests } = await here.look("meter");
  const cookie = here.signIn();
  await until("the account is told", async () => (await here.look("meter")).requests > requests);
  return { cookie };
}

/** The account has the tokens that this cookie's sign-in gave, and signing out makes them worthless at X. */
async function assertKept(cookie) {
  const { token } = await open(cookie.split("=")[1], [KEY], `x-mutes of ${origin}`);
  assert.equal((await here.look("session"))?.access_token, token);
  await here.byCookie(cookie, "/sign-out", { method: "POST" });
  assert.equal((await here.byCookie(cookie, ME)).status, 401);
}

test("a sign-in while X's answer to a refresh is on its way: its tokens are kept, and signing out revokes them", async () => {
  const first = await here.signIn();
  await expire();
  const held = between.hold(REFRESH);
  const asked = here.byCookie(first, ME);
  await held.reached;
  const second = await signInMeanwhile();
  held.release();
  assert.equal((await asked).status, 200);
  await assertKept(await second.cookie);
});

test("a sign-in while X's answer to a sign-out is on its way: its tokens are kept", async () => {
  const first = await here.signIn();
  const held = between.hold("/2/oauth2/revoke");
  const out = here.byCookie(first, "/sign-out", { method: "POST" });
  await held.reached;
  const second = await signInMeanwhile();
  held.release();
  assert.equal((await out).status, 204);
  assert.equal((await here.byCookie(first, ME)).status, 401);
  await assertKept(await second.cookie);
});

test("a job whose session is found to have ended while somebody signs in goes on", async () => {
  const first = await here.signIn();
  const { access_token, refresh_token } = await here.look("session");
  for (const token of [access_token, refresh_token]) {
    await fetch(`${x.baseUrl}/2/oauth2/revoke`, { method: "POST", body: new URLSearchParams({ token, client_id: CLIENT_ID }) });
  }
  const held = between.hold(REFRESH);
  await here.job(first, "POST", "/job", { version: 1, userId: YOU, mute: [{ id: NEIGHBOUR }], unmute: [] });
  await held.reached;
  const second = await signInMeanwhile();
  held.release();
  const cookie = await second.cookie;
  await until("it is done", async () => (await here.job(cookie, "GET", "/job")).json.state === "done");
  assert.deepEqual(await x.mutes(), [NEIGHBOUR]);
});

test("an answer that is on its way while somebody signs out and somebody else in does nothing for the first any more", async () => {
  const first = await here.signIn();
  await expire();
  const held = between.hold(REFRESH);
  const asked = here.byCookie(first, ME);
  await held.reached;
  const { requests } = await here.look("meter");
  const out = here.byCookie(first, "/sign-out", { method: "POST" });
  await until("the account is told", async () => (await here.look("meter")).requests > requests);
  await x.control("POST", "signed_in", { user_id: NEIGHBOUR });
  const second = await here.signIn();
  held.release();
  assert.equal((await out).status, 204);
  const brought = cookieOf(await asked, "__Host-x-mutes");
  assert.equal((await here.byCookie(brought, ME)).status, 401);
  assert.equal((await here.byCookie(second, ME)).json.data.id, NEIGHBOUR);
  await x.control("POST", "signed_in", { user_id: YOU });
});

test("a page that goes away while its token is refreshed keeps nobody else from theirs", async () => {
  const cookie = await here.signIn();
  await expire();
  await x.control("DELETE", "requests");
  const held = between.hold(REFRESH);
  const leaving = new AbortController();
  const left = fetch(`${origin}${ME}`, { headers: here.own({ cookie }), signal: leaving.signal });
  await held.reached;
  leaving.abort();
  await assert.rejects(left, { name: "AbortError" });
  held.release();
  assert.equal((await here.byCookie(cookie, ME)).status, 200);
  assert.equal((await x.requests()).filter(({ path }) => path === "/2/oauth2/token").length, 1);
});
