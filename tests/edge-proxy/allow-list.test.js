// Who may use the proxy at all: X bills the owner of the app for whatever anybody does here.
import assert from "node:assert/strict";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { cookieOf, decided, edge, JSON_TYPE, NEIGHBOUR, until, YOU } from "./edge.js";

const ME = "/2/users/me";

/** What the list may say, and whether @you is on it. */
const LISTS = {
  "no list": [undefined, false], "an empty list": ["", false], "spaces": [" , ", false], "others": [`${NEIGHBOUR} 7`, false],
  "an ID that begins like it": [`${YOU}1`, false], "an ID that it begins like": [YOU.slice(0, -1), false],
  "it with a zero before it": [`0${YOU}`, false],
  "it": [YOU, true], "it among others, with commas": [`7,${YOU},8`, true], "it among others, on lines": [`7\n${YOU}\n8`, true],
  "everybody": ["*", true], "everybody, and others": [`7 *`, true],
};

for (const [what, [ALLOWED_USERS, isIn]] of Object.entries(LISTS)) {
  test(`with ${what} on the list, an account ${isIn ? "may" : "may not"} sign in`, async () => {
    const here = await edge(`allowed ${what}`, { bindings: { ALLOWED_USERS } });
    const begun = await here.ask("/sign-in");
    const ended = await here.ask(await decided(begun), { headers: { cookie: cookieOf(begun) } });
    const cookie = cookieOf(ended, "__Host-x-mutes");
    if (isIn) {
      assert.equal((await here.byCookie(cookie, ME)).status, 200);
      return;
    }
    assert.deepEqual([ended.status, cookie], [403, undefined]);
    assert.match(ended.text, /^You are not signed in: the account 2244994945 may not use this proxy: .* ALLOWED_USERS\./);
    // Nothing was kept, and X was told to forget the tokens.
    assert.deepEqual([await here.look("session"), (await here.look("meter")).values], [null, []]);
    assert.equal((await here.x.requests()).filter(({ path }) => path === "/2/oauth2/revoke").length, 2);
  });
}

test("what is no ID on the list is said, and lets nobody in", async () => {
  for (const wrong of ["you", "@you", `${YOU} you`, "**", "1e9", "https://x.com/you", "12345678901234567890", "-1", "*you", "０"]) {
    const here = await edge(`not allowed ${wrong}`, { bindings: { ALLOWED_USERS: wrong } });
    const { status, json } = await here.ask("/sign-in");
    assert.equal(status, 500, wrong);
    assert.match(json.detail, /^ALLOWED_USERS in wrangler\.jsonc must have X user IDs with spaces between, or \*/);
  }
});

test("whoever is taken off the list does nothing more, by no way, and may sign out", async () => {
  const persist = await mkdtemp(join(tmpdir(), "x-mutes-allow-list-"));
  const here = await edge("taken off", { persist });
  const cookie = await here.signIn();
  const ids = Array.from({ length: 60 }, (_, at) => String(7_000_000_000_000_000_000n + BigInt(at)));
  await here.x.control("POST", "accounts", { generate: { count: 60, first_id: ids[0] } });
  const plan = { version: 1, userId: YOU, mute: ids.map((id) => ({ id })), unmute: [] };
  assert.equal((await here.job(cookie, "POST", "/job", plan)).status, 200);
  await until("the first window is spent", async () => (await here.job(cookie, "GET", "/job")).json.muted === 50);
  await here.stop();
  here.options.bindings.ALLOWED_USERS = NEIGHBOUR;
  await here.start();
  await here.x.control("DELETE", "requests");

  const body = JSON.stringify({ target_user_id: NEIGHBOUR });
  const calls = [
    ["GET", ME], ["GET", "/2/users?ids=7"], ["POST", `/2/users/${YOU}/muting`, body], ["GET", `/2/users/${YOU}/muting`],
    ["DELETE", `/2/users/${YOU}/muting/7`], ["GET", "/job"], ["GET", "/job.csv"], ["POST", "/job/resume"],
    ["POST", "/job", JSON.stringify(plan)], ["POST", "/job/plan", JSON.stringify({ wanted: { mute: { ids: ["7"] } } })],
  ];
  for (const [method, path, body] of calls) {
    const { status, json } = await here.byCookie(cookie, path, { method, body, headers: body === undefined ? {} : JSON_TYPE });
    assert.equal(status, 403, `${method} ${path}: ${JSON.stringify(json)}`);
    assert.match(json.detail, /may not use this proxy/);
  }
  // The alarm of the job comes, and asks nothing.
  await here.ask(`/test/again?user=${YOU}`);
  assert.deepEqual(await here.x.requests(), []);
  assert.equal((await here.byCookie(cookie, "/sign-out", { method: "POST" })).status, 204);
});
