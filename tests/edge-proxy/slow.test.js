// A page that is slow, or asks for much at once, keeps nobody else waiting, and takes no memory of theirs.
import assert from "node:assert/strict";
import { once } from "node:events";
import { request as send } from "node:https";
import { test } from "node:test";
import { inTurn } from "../../examples/edge-proxy/src/turns.js";
import { edge, FORM_TYPE, JSON_TYPE, NEIGHBOUR, YOU } from "./edge.js";

const LIMIT_MS = 300;
const here = await edge("slow", { bindings: { BODY_TIMEOUT_MS: String(LIMIT_MS) } });
const cookie = await here.signIn();

/** Begins to send a body, and never ends; gives the answer. */
async function begin(to, path, headers, length) {
  const { hostname: host, port } = new URL(to.origin);
  const request = send({ host, port, path, method: "POST", headers: { ...headers, ...length && { "content-length": length } }, rejectUnauthorized: false });
  request.on("error", () => {});
  request.write("{");
  const [response] = await once(request, "response");
  const text = Buffer.concat(await response.toArray()).toString();
  request.destroy();
  return { status: response.statusCode, json: JSON.parse(text) };
}

const BODIES = {
  "a plan": ["/job/plan", JSON_TYPE], "a plan of a told length": ["/job/plan", JSON_TYPE, 4_000_000], "a job": ["/job", JSON_TYPE],
  "a mute": [`/2/users/${YOU}/muting`, JSON_TYPE], "a mute of a told length": [`/2/users/${YOU}/muting`, JSON_TYPE, 60],
};
for (const [what, [path, type, length]] of Object.entries(BODIES)) {
  test(`${what} whose body does not come is 408 when its time is over`, async () => {
    await here.x.control("DELETE", "requests");
    const { status, json } = await begin(here, path, here.own({ cookie, ...type }), length);
    assert.deepEqual([status, json.status], [408, 408]);
    assert.match(json.detail, /within 0\.3 s/);
    assert.deepEqual(await here.x.requests(), []);
  });
}

test("a request for tokens whose body does not come is 408, where pages have tokens of their own", async () => {
  const plain = await edge("slow without sign-in", { bindings: { CLIENT_ID: "", BODY_TIMEOUT_MS: String(LIMIT_MS) } });
  assert.equal((await begin(plain, "/2/oauth2/token", { origin: plain.origin, ...FORM_TYPE })).status, 408);
});

test("a cookie of a sign-in that has ended takes nobody's turn: its body is not waited for", async () => {
  const old = await here.signIn();
  await here.byCookie(old, "/sign-out", { method: "POST" });
  const fresh = await here.signIn();
  const stale = Array.from({ length: 4 }, () => begin(here, "/job/plan", here.own({ cookie: old, ...JSON_TYPE }), 4_000_000));
  assert.equal((await here.job(fresh, "POST", "/job/plan", { wanted: { mute: { ids: ["7"] } } })).status, 200);
  assert.deepEqual((await Promise.all(stale)).map(({ status }) => status), [401, 401, 401, 401]);
});

test("of an account two lists or plans are worked on at once, and of another as many; then there is room again", async () => {
  const cookie = await here.signIn();
  await here.x.control("POST", "signed_in", { user_id: NEIGHBOUR });
  const other = await here.signIn();
  await here.x.control("POST", "signed_in", { user_id: YOU });
  await here.x.fault({ path_contains: "/2/users", delay_ms: 300, times: 0 });
  const ask = (cookie) => here.job(cookie, "POST", "/job/plan", { wanted: { mute: { ids: ["7"] } } });
  const mine = Array.from({ length: 6 }, () => ask(cookie));
  const theirs = await ask(other);
  const answers = await Promise.all(mine);
  assert.equal(theirs.status, 200);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 429, 429, 429, 429]);
  const refused = answers.find(({ status }) => status === 429);
  assert.deepEqual([refused.headers["retry-after"], refused.json.title], ["5", "Too Many Requests"]);
  assert.equal((await ask(cookie)).status, 200);
});

test("a body that breaks off is nobody's fault here: nothing is logged", async () => {
  const cookie = await here.signIn();
  const { hostname: host, port } = new URL(here.origin);
  for (const [path, type, length] of Object.values(BODIES)) {
    const request = send({ host, port, path, method: "POST", headers: { ...here.own({ cookie, ...type }), ...length && { "content-length": length } }, rejectUnauthorized: false });
    request.on("error", () => {});
    await new Promise((resolve) => request.write("{", resolve));
    request.destroy();
  }
  assert.equal((await here.byCookie(cookie, "/2/users/me")).status, 200);
  assert.equal(here.said, "");
});

test("a place is free again after a minute, though what had it was dropped and never ends", async () => {
  let now = 1_000_000;
  const dropped = () => new Promise(() => {});
  const ask = (work) => inTurn("7", work, () => now);
  ask(dropped);
  ask(dropped);
  await assert.rejects(ask(() => 1), { status: 429 });
  now += 59_999;
  await assert.rejects(ask(() => 1), { status: 429 });
  now += 1;
  assert.equal(await ask(() => 1), 1);
  ask(dropped);
  assert.equal(await ask(() => 2), 2);
});
