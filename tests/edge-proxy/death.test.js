// The module dies in somebody's request: by a real trap, which only the test build has. Nobody else's work ends with it.
import assert from "node:assert/strict";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { edge, until, YOU } from "./edge.js";
import { late } from "./late.js";
import { install } from "./project.js";

const FIRST = 7_000_000_000_000_000_000n;
const COUNT = 30;
const folder = await install(await packageForWorkerd(), "trapped.js");
const ids = Array.from({ length: COUNT }, (_, at) => String(FIRST + BigInt(at)));

/** The test build with the scripts that import their modules, which the build has in a folder of their own; gives where it is. */
async function packageForWorkerd() {
  const copy = await mkdtemp(join(tmpdir(), "x-mutes-with-traps-"));
  after(() => rm(copy, { recursive: true, force: true }));
  await cp(process.env.PKG_WITH_TRAPS, copy, { recursive: true });
  await cp(join(process.env.PKG_WITH_TRAPS, "workerd"), copy, { recursive: true });
  return copy;
}

/** Somebody who is signed in at a proxy whose answers of X can be held. */
async function signedIn(name, options) {
  const between = await late();
  const here = await edge(name, { folder, ...options, bindings: { X_API: between.url } });
  between.x = here.x.baseUrl;
  return { between, here, cookie: await here.signIn() };
}

/** Somebody who begins a job; `held` is the first of its answers that this is in. */
async function beganJob(name, held) {
  const { between, here, cookie } = await signedIn(name, { flies: true });
  await here.x.control("POST", "accounts", { generate: { count: COUNT, first_id: ids[0] } });
  const first = between.hold(held);
  await here.job(cookie, "POST", "/job", { version: 1, userId: YOU, mute: ids.map((id) => ({ id })), unmute: [] });
  return { between, here, cookie, held: first };
}

async function dies(here) {
  assert.equal((await here.ask("/test/trap")).json.code, "internal");
}

test("a job during whose mute the module dies goes on by itself, and mutes everybody once", async () => {
  const { here, cookie, held } = await beganJob("death in a job", `"target_user_id":"${ids[10]}"`);
  // X has muted, and its answer is on its way.
  await held.reached;
  await dies(here);
  held.release();
  await until("it is done", async () => (await here.job(cookie, "GET", "/job")).json.state === "done");
  assert.deepEqual((await here.x.mutes()).sort(), ids);
  const sent = (await here.x.requests()).filter(({ method, path }) => method === "POST" && path.endsWith("/muting"));
  assert.equal(sent.length, COUNT);
});

test("a job during which the module dies again and again stops, and says why", async () => {
  const { between, here, cookie, held: first } = await beganJob("deaths in a job", "/muting");
  let held = first;
  for (let death = 0; death < 4; death += 1) {
    await held.reached;
    await dies(here);
    const before = held;
    held = between.hold("/2/users");
    before.release();
  }
  await until("it is paused", async () => (await here.job(cookie, "GET", "/job")).json.state === "paused");
  assert.equal((await here.job(cookie, "GET", "/job")).json.stoppedBy.code, "internal");
});

test("a page whose token is being refreshed when the module dies gets an answer", async () => {
  const { between, here, cookie } = await signedIn("death in a refresh");
  await here.x.clock.advance(2 * 3600_000 + 1000);
  const held = between.hold("grant_type=refresh_token");
  const asked = here.byCookie(cookie, "/2/users/me");
  await held.reached;
  await dies(here);
  held.release();
  assert.equal((await asked).status, 500);
  // Whoever signs in anew is served by a fresh instance.
  assert.equal((await here.byCookie(await here.signIn(), "/2/users/me")).status, 200);
});

test("calls of the page's own do not notice", async () => {
  const { between, here, cookie } = await signedIn("death in between");
  const held = between.hold("/users/me");
  const asked = here.byCookie(cookie, "/2/users/me");
  await held.reached;
  await dies(here);
  held.release();
  assert.equal((await asked).status, 200);
});
