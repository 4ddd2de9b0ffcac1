// In workerd many requests share an instance, and each promise is of the request that made it: a death in one touches no
// other's promise, and still no call stays pending.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { within } from "../support/within.js";
import { COMPATIBILITY_DATES, project, serve } from "./workerd.js";

const LIMIT_MS = 400;
const folder = await project("requests-worker.js", 1);

/** Answers when it is told to. */
const held = [];
const server = createServer((_, response) => held.push(() => response.end('{"data":{"muting":true}}'))).listen(0, "127.0.0.1");
await once(server, "listening");
after(() => server.close());
const slow = encodeURIComponent(`http://127.0.0.1:${server.address().port}`);
const release = () => held.splice(0).forEach((answer) => answer());

/** What innocent requests are doing when another one dies, each in a request of its own. */
const INNOCENT = {
  "one call without an answer": [`silent?ms=${LIMIT_MS}`],
  "two calls without an answer": [`silent?ms=${LIMIT_MS}`, `silent?ms=${LIMIT_MS}`],
  "a call whose answer is late": [`late?server=${slow}`],
  "two calls whose answers are late": [`late?server=${slow}`, `late?server=${slow}`],
  "a job": [`job?ms=${LIMIT_MS}`],
  "a call that waits for its token": [`token?ms=${LIMIT_MS}`],
  "a call, a job and a token": [`silent?ms=${LIMIT_MS}`, `job?ms=${LIMIT_MS}`, `token?ms=${LIMIT_MS}`],
  "ten calls": Array(10).fill(`silent?ms=${LIMIT_MS}`),
};

for (const date of COMPATIBILITY_DATES) {
  for (const how of ["trap_before_await", "trap_after_await", "overflow_stack"]) {
    for (const [what, paths] of Object.entries(INNOCENT)) {
      test(`compatibility date ${date}: ${how} in a request of its own ends ${what}, and the next call works`, { timeout: 30_000 }, async (t) => {
        const address = await serve(folder, date, t);
        const ask = async (path) => (await fetch(`${address}/${path}`)).json();
        // The first request loads the module, and is over.
        assert.deepEqual(await ask("good"), { value: { data: { muting: true } } });
        const innocent = paths.map(ask);
        await within(10_000, "all of them wait", async () => (await ask("waiting")).value === paths.length);
        const deadly = ask(`trap?how=${how}&server=${slow}`);
        if (how === "trap_after_await") await within(10_000, "the deadly one waits", () => held.length > paths.filter((path) => path.startsWith("late")).length);
        if (how === "trap_after_await") held.pop()();
        assert.equal((await deadly).code, "internal");
        release();
        for (const { code, name } of await Promise.all(innocent)) assert.deepEqual([name, code], ["XError", "internal"]);
        assert.deepEqual(await ask("good"), { value: { data: { muting: true } } });
      });
    }
  }

  test(`compatibility date ${date}: a death while the request that loaded the module is still at work ends that one, too`, async (t) => {
    const address = await serve(folder, date, t);
    const ask = async (path) => (await fetch(`${address}/${path}`)).json();
    const first = ask(`silent?ms=${LIMIT_MS}`);
    await within(10_000, "it waits", async () => (await ask("waiting")).value === 1);
    assert.equal((await ask("trap?how=trap_before_await")).code, "internal");
    assert.equal((await first).code, "internal");
    assert.deepEqual(await ask("good"), { value: { data: { muting: true } } });
  });

  test(`compatibility date ${date}: many first requests at once all load the module, and all succeed`, async (t) => {
    const address = await serve(folder, date, t);
    const answers = await Promise.all(Array.from({ length: 20 }, async () => (await fetch(`${address}/good`)).json()));
    for (const answer of answers) assert.deepEqual(answer, { value: { data: { muting: true } } });
  });
}
