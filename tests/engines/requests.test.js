// In workerd many requests share an instance, and each promise is of the request that made it: a death in one touches no
// other's promise, and still no call stays pending.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, test } from "node:test";
import { within } from "../support/within.js";
import { COMPATIBILITY_DATES, project, serve } from "./workerd.js";

/** Within this the deadly request dies, however busy the machine is; those without an answer learn of it at its end. */
const LIMIT_MS = 1_000;
const folder = await project("requests-worker.js", 1);

/** Answers when it is told to. */
const held = [];
const server = createServer((_, response) => held.push(() => response.end('{"data":{"muting":true}}'))).listen(0, "127.0.0.1");
await once(server, "listening");
after(() => server.close());
const slow = encodeURIComponent(`http://127.0.0.1:${server.address().port}`);
const release = () => held.splice(0).forEach((answer) => answer());

/** What innocent requests are doing when another one dies, each in a request of its own, in any module. */
const CALLS = {
  "one call without an answer": [`silent?ms=${LIMIT_MS}`],
  "two calls without an answer": [`silent?ms=${LIMIT_MS}`, `silent?ms=${LIMIT_MS}`],
  "a call whose answer is late": [`late?server=${slow}`],
  "two calls whose answers are late": [`late?server=${slow}`, `late?server=${slow}`],
  "ten calls": Array(10).fill(`silent?ms=${LIMIT_MS}`),
};

/** How a request dies in each module, and what is done there. */
const MODULES = {
  small: { ends: ["trap_at_once", "trap_before_await", "trap_after_await", "overflow_stack"], innocent: CALLS },
  client: {
    ends: ["trap_at_once", "trap_before_await", "trap_after_await", "overflow_stack"],
    innocent: {
      ...CALLS,
      "a job": [`job?ms=${LIMIT_MS}`],
      "a call that waits for its token": [`token?ms=${LIMIT_MS}`],
      "a call, a job and a token": [`silent?ms=${LIMIT_MS}`, `job?ms=${LIMIT_MS}`, `token?ms=${LIMIT_MS}`],
    },
  },
};

/** Asks the worker at an address to do something in a module; gives what it comes to. */
const asking = (address, of) => async (path) => {
  const response = await fetch(`${address}/${path}${path.includes("?") ? "&" : "?"}of=${of}`);
  return response.json();
};

for (const date of COMPATIBILITY_DATES) for (const [of, { ends, innocent }] of Object.entries(MODULES)) {
  const title = (text) => `compatibility date ${date}, ${of} module: ${text}`;

  for (const how of ends) for (const [what, paths] of Object.entries(innocent)) {
    test(title(`${how} in a request of its own ends ${what}, and the next call works`), { timeout: 30_000 }, async (t) => {
      const ask = asking(await serve(folder, date, t), of);
      // The first request loads the module, and is over.
      assert.deepEqual(await ask("good"), { value: { data: { muting: true } } });
      const waiting = paths.map(ask);
      await within(10_000, "all of them wait", async () => (await ask("waiting")).value === paths.length);
      const deadly = ask(`trap?how=${how}&server=${slow}`);
      // In the small module it waits for a timer, and here for its token.
      if (how === "trap_after_await" && of === "client") {
        await within(10_000, "the deadly one waits", () => held.length > paths.filter((path) => path.startsWith("late")).length);
        held.pop()();
      }
      assert.strictEqual((await deadly).code, "internal");
      release();
      for (const { code, name } of await Promise.all(waiting)) assert.deepEqual([name, code], ["XError", "internal"]);
      assert.deepEqual(await ask("good"), { value: { data: { muting: true } } });
    });
  }

  test(title("a death while the request that loaded the module is still at work ends that one, too"), async (t) => {
    const ask = asking(await serve(folder, date, t), of);
    const first = ask(`silent?ms=${LIMIT_MS}`);
    await within(10_000, "it waits", async () => (await ask("waiting")).value === 1);
    assert.strictEqual((await ask("trap?how=trap_before_await")).code, "internal");
    assert.strictEqual((await first).code, "internal");
    assert.deepEqual(await ask("good"), { value: { data: { muting: true } } });
  });

  test(title("many first requests at once all load the module, and all succeed"), async (t) => {
    const ask = asking(await serve(folder, date, t), of);
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask("good")));
    for (const answer of answers) assert.deepEqual(answer, { value: { data: { muting: true } } });
  });
}
