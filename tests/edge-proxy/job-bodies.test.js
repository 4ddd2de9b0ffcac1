// What a page may give for a plan or a job: of known shape and size, before anything is kept or asked.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { promisify } from "node:util";
import { edge, JSON_TYPE, YOU } from "./edge.js";

const FIRST = 7_000_000_000_000_000_000n;
const MOST = 4 * 1024 * 1024;
/** What the platform gives a Durable Object, in KB. */
const MEMORY_KB = 128 * 1024;

const here = await edge("job bodies");
const cookie = await here.signIn();
const entry = (at) => ({ id: String(FIRST + BigInt(at)) });
const many = (count) => Array.from({ length: count }, (_, at) => entry(at));
const plan = (more) => JSON.stringify({ version: 1, userId: YOU, mute: [], unmute: [], ...more });
const wanted = (more) => JSON.stringify({ wanted: { mute: { ids: ["7"] }, ...more } });
const nested = (depth, open = "[", close = "]") => open.repeat(depth) + close.repeat(depth);
const filled = (piece) => piece.repeat(Math.floor((MOST - 200) / piece.length));

const BOUND = /50000 people at most/;

/** What a stranger may think of: the path, the body, and a word of the refusal. */
const REFUSED = {
  "the same person many times": ["/job", plan({ mute: Array(200).fill(entry(1)) }), /nobody twice; it has 7000000000000000001 twice/],
  "the same person to be muted and unmuted": ["/job", plan({ mute: [entry(1)], unmute: [entry(1)] }), /nobody twice/],
  "a body full of the same person": ["/job", `{"version":1,"userId":"${YOU}","unmute":[],"mute":[${filled('{"id":"7"},')}{"id":"7"}]}`, BOUND],
  "more people than there may be": ["/job", plan({ mute: many(50_001) }), BOUND],
  "more people than there may be, in two lists": ["/job", plan({ mute: many(30_000), unmute: many(60_000).slice(30_000) }), BOUND],
  "a plan full of short texts": ["/job/plan", `{"wanted":{"mute":{"ids":[${filled('"1",')}"1"]}}}`, BOUND],
  "a plan full of usernames": ["/job/plan", `{"wanted":{"mute":{"usernames":[${filled('"a",')}"a"]}}}`, BOUND],
  "a plan full of entries": ["/job/plan", `{"wanted":{"mute":{"entries":[${filled('{"id":"1"},')}{"id":"1"}]}}}`, BOUND],
  "entries that are texts": ["/job/plan", wanted({ mute: { entries: ["7"] } }), /each of wanted\.mute\.entries must be an object/],
  "an entry with a number for an ID": ["/job/plan", wanted({ mute: { entries: [{ roundedId: 7 }] } }), /the roundedId of each of wanted\.mute\.entries must be a string/],
  "a plan full of nothing": ["/job/plan", `{"wanted":{"mute":{"ids":[${filled("0,")}0]}}}`, BOUND],
  "a plan full of empty lists": ["/job/plan", `[${filled("[],")}[]]`, BOUND],
  "a plan full of empty objects": ["/job/plan", `[${filled("{},")}{}]`, BOUND],
  "people to be left out, too many": ["/job/plan", JSON.stringify({ wanted: { mute: { ids: ["7"] } }, skip: { ids: many(50_001).map(({ id }) => id) } }), BOUND],
  "a partial plan full of nothing": ["/job/plan", JSON.stringify({ wanted: { mute: { ids: ["7"] } }, partial: { version: 1, userId: YOU, wanted: "1", steps: Array(2001).fill("") } }), /2000 steps at most/],
  "lists within lists": ["/job/plan", nested(100_000), /nest 8 deep at most/],
  "objects within objects": ["/job/plan", nested(100_000, '{"a":', "}").replace(':}', ':1}'), /nest 8 deep at most/],
  "lists within lists, all of the body": ["/job", nested(MOST / 2), /nest 8 deep at most/],
  "lists within a plan's lists": ["/job", `{"version":1,"userId":"${YOU}","mute":${nested(5000)},"unmute":[]}`, /nest 8 deep at most/],
  "lists that are never closed": ["/job", "[".repeat(100), /nest 8 deep at most/],
  "a text for a list": ["/job", plan({ mute: "7" }), /plan\.mute must be a list/],
  "an object for a list": ["/job", plan({ mute: { length: 3 } }), /plan\.mute must be a list/],
  "a number for an ID": ["/job", plan({ mute: [{ id: 7 }] }), /the id of each of plan\.mute must be a string/],
  "a list for an ID": ["/job", plan({ mute: [{ id: ["7"] }] }), /must be a string/],
  "an ID that is long": ["/job", plan({ mute: [{ id: "7".repeat(1_000_000) }] }), /of 100 characters at most/],
  "a username that is long": ["/job/plan", JSON.stringify({ wanted: { mute: { usernames: ["a".repeat(1_000_000)] } } }), /of 100 characters at most/],
  "an entry that is null": ["/job", plan({ mute: [null] }), /each of plan\.mute must be an object/],
  "nothing wanted": ["/job/plan", "{}", /wanted must be an object/],
  "null": ["/job/plan", "null", /the body must be an object/],
  "a list": ["/job", "[]", /^plan must be an object/],
  "a text that is true": ["/job/plan", wanted({ exact: "true" }), /wanted\.exact must be true or false/],
  "a step of several lines": ["/job/plan", JSON.stringify({ wanted: { mute: { ids: ["7"] } }, partial: { version: 1, userId: YOU, wanted: "1", steps: ["1,7,,6\n1,8,,6"] } }), /each of partial\.steps must be a string of one line/],
  "half of it": ["/job", plan({}).slice(0, -1), /must be JSON/],
  "__proto__ for a plan": ["/job", `{"__proto__":${plan({ mute: [entry(1)] })}}`, /must be/],
};

for (const [what, [path, body, words]] of Object.entries(REFUSED)) {
  test(`${what}: refused as 400, and nothing is kept or asked`, async () => {
    await here.x.control("DELETE", "requests");
    const before = await here.look("meter");
    const { status, json } = await here.byCookie(cookie, path, { method: "POST", headers: JSON_TYPE, body });
    assert.deepEqual([status, json?.status], [400, 400], JSON.stringify(json));
    assert.match(json.detail, words);
    assert.ok(json.detail.length < 300);
    assert.deepEqual((await here.look("meter")).values, before.values);
    assert.deepEqual(await here.x.requests(), []);
  });
}

test("the largest plan that is taken, and whatever is refused, fits into the platform's memory", async () => {
  const workerd = await pid();
  const before = await peak(workerd);
  for (const [path, body] of Object.values(REFUSED)) {
    await here.byCookie(cookie, path, { method: "POST", headers: JSON_TYPE, body });
  }
  const ids = many(50_000).map(({ id }) => id);
  const { status } = await here.job(cookie, "POST", "/job/plan", { wanted: { mute: { ids } }, skip: { ids: ids.slice(1) } });
  assert.equal(status, 200);
  const grown = await peak(workerd) - before;
  assert.ok(grown < MEMORY_KB, `it grew by ${Math.round(grown / 1024)} MB`);
});

/** The process that runs this Worker. */
async function pid() {
  const { stdout } = await promisify(execFile)("pgrep", ["-P", String(process.pid), "workerd"]);
  return stdout.trim().split("\n").at(-1);
}

/** The most memory that a process has had, in KB. */
async function peak(process) {
  const status = await readFile(`/proc/${process}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)[1]);
}
