// What a stranger without an account at X can send: two GETs, to sign in and back with whatever they like.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { cookieOf, edge, NEIGHBOUR, until, YOU } from "./edge.js";
import { late } from "./late.js";

const between = await late();
const here = await edge("strangers", { bindings: { X_API: between.url } });
between.x = here.x.baseUrl;
const cookie = await here.signIn();

/** Somebody else's job is at work all the while: it waits for X. */
const held = between.hold("/muting");
await here.job(cookie, "POST", "/job", { version: 1, userId: YOU, mute: [{ id: NEIGHBOUR }], unmute: [] });
await held.reached;
after(() => held.release());

/** What stands in the way back. */
const CODES = [
  "\\", "a\\", "\\\\\\", "[", "]", "[^", "(", "))))", "*", "+?", "{1,99999999}", "^$", "(?<", "\\u{110000}", "\0", "\r\nset-cookie: a=b", "\"}", "<script>", "%00", "&#0;",
  "a".repeat(7000), "\\[".repeat(1500), "(a+)+$", "\ud83d\ude00".repeat(500), "ключ", "../../2/users/me", "__proto__", "${7*7}", "' OR 1=1 --", "refresh_token=x&grant_type=refresh_token",
];

for (const code of CODES) {
  test(`a code ${JSON.stringify(code.slice(0, 30))} in the way back stops nobody`, async () => {
    const begun = await here.ask("/sign-in");
    const state = new URL(begun.headers.location).searchParams.get("state");
    const query = new URLSearchParams({ state, code });
    const { status, text, headers } = await here.ask(`/sign-in/back?${query}`, { headers: { cookie: cookieOf(begun) } });
    assert.ok(status >= 400 && status < 500, `${status} ${text}`);
    assert.match(headers["content-type"], /^text\/plain/);
    assert.equal(cookieOf({ headers }, "__Host-x-mutes"), undefined);
  });
}

/** The whole query, where the code is none of it. */
const QUERIES = ["", "state", "state=&code=", "code=a", "error=%5C&error_description=%5B", "state=%5C&code=%5C", "state=a&state=b", `state=${"s".repeat(7000)}&code=c`, "%", "%E0%A4%A", "=&=&=", "code[]=a"];
for (const query of QUERIES) {
  test(`a way back with ${JSON.stringify(query.slice(0, 40))} stops nobody`, async () => {
    const begun = await here.ask("/sign-in");
    const { status } = await here.ask(`/sign-in/back?${query}`, { headers: { cookie: cookieOf(begun) } });
    assert.ok(status >= 400 && status < 500, String(status));
  });
}

test("the job that was at work all the while is done, and nothing was logged", async () => {
  held.release();
  await until("it is done", async () => (await here.job(cookie, "GET", "/job")).json.state === "done");
  assert.deepEqual(await here.x.mutes(), [NEIGHBOUR]);
  assert.equal(here.said, "");
});
