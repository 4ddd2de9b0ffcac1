// Locks: those of the platform, and those of our own where it has none.
import { here, inWorker } from "./contender.js";
import { rejection, turn, unhandled } from "./support.js";

/** Longer than any lock takes that is free. */
const LONG = 10_000;

export default function lockSuite(QUnit, env) {
  const load = () => import(`${env.pkgWithTraps}lib/client/lock.js`);
  const isBrowser = ["chromium", "firefox", "webkit"].includes(env.engine);

  /** Each test gets `lock`, and a name for nobody else's. */
  const CONTRACT = {
    "is held by one at a time": async (assert, lock, name) => {
      let [holders, most] = [0, 0];
      await Promise.all(Array.from({ length: 20 }, async () => {
        const release = await lock(name, LONG);
        holders += 1;
        most = Math.max(most, holders);
        await turn();
        holders -= 1;
        release();
      }));
      assert.strictEqual(most, 1);
    },
    "goes to who came first": async (assert, lock, name) => {
      const order = [];
      const release = await lock(name, LONG);
      const others = [1, 2, 3, 4, 5].map(async (number) => {
        const next = await lock(name, LONG);
        order.push(number);
        next();
      });
      release();
      await Promise.all(others);
      assert.deepEqual(order, [1, 2, 3, 4, 5]);
    },
    "is waited for so long and no longer": async (assert, lock, name) => {
      const release = await lock(name, LONG);
      const error = await rejection(lock(name, 20));
      assert.ok(error instanceof Error);
      assert.strictEqual(error.message, `the lock "${name}" was not free within 20 ms`);
      release();
      (await lock(name, LONG))();
    },
    "skips those that gave up": async (assert, lock, name) => {
      const release = await lock(name, LONG);
      const gaveUp = [rejection(lock(name, 20)), rejection(lock(name, 25))];
      const patient = [lock(name, LONG), lock(name, LONG)];
      await Promise.all(gaveUp);
      release();
      (await patient[0])();
      (await patient[1])();
      (await lock(name, LONG))();
      assert.ok(true);
    },
    "may be released twice": async (assert, lock, name) => {
      const release = await lock(name, LONG);
      const second = lock(name, LONG);
      release();
      release();
      const releaseSecond = await second;
      release();
      await rejection(lock(name, 20));
      releaseSecond();
      (await lock(name, LONG))();
      assert.ok(true);
    },
    "does not keep those of other names waiting": async (assert, lock, name) => {
      const releases = [await lock(name, LONG), await lock(`${name} too`, LONG), await lock("", LONG)];
      for (const release of releases) release();
      assert.ok(true);
    },
    "is released at once, whatever release is given": async (assert, lock, name) => {
      const stop = unhandled(env);
      (await lock(name, LONG))(Promise.reject(new Error("mine")).catch(() => {}));
      (await lock(name, LONG))(new Promise(() => {}));
      (await lock(name, LONG))();
      assert.deepEqual(await stop(), []);
    },
    "leaves no rejection unhandled": async (assert, lock, name) => {
      const stop = unhandled(env);
      const release = await lock(name, LONG);
      await rejection(lock(name, 5));
      release();
      assert.deepEqual(await stop(), []);
    },
  };

  /** Refused as to a page without an origin, or with its storage blocked. */
  const refused = { request: () => Promise.reject(new DOMException("denied", "SecurityError")) };
  const KINDS = { "of our own": undefined, "of our own where Web Locks are refused": refused };
  const platforms = globalThis.navigator?.locks;
  if (platforms !== undefined) KINDS["of the platform"] = platforms;
  for (const [kind, locks] of Object.entries(KINDS)) {
    for (const [what, check] of Object.entries(CONTRACT)) {
      QUnit.test(`a lock ${kind} ${what}`, (assert) => withLocks(locks, async () => {
        const { lock } = await load();
        await check(assert, lock, assert.test.testId);
      }));
    }
  }

  QUnit.test("the platform has locks where they are to be expected", (assert) => {
    assert.ok(!isBrowser || platforms !== undefined);
  });

  QUnit.test("what else Web Locks reject with is what the wait rejects with", async (assert) => {
    const thrown = new DOMException("the page is gone", "InvalidStateError");
    const { lock } = await load();
    await withLocks({ request: () => Promise.reject(thrown) }, async () => {
      assert.strictEqual(await rejection(lock("gone", LONG)), thrown);
    });
  });

  QUnit.test("a lock that comes too late is given back", async (assert) => {
    const { lock } = await load();
    let late;
    const request = async (name, { signal }, hold) => {
      while (!signal.aborted) await turn();
      late = hold();
    };
    await withLocks({ request }, () => rejection(lock("late", 5)));
    await turn();
    assert.strictEqual(late, undefined);
  });

  if (!isBrowser) return;

  QUnit.test("a lock that is stolen leaves no rejection unhandled, and may be released", async (assert) => {
    const { lock } = await load();
    const name = assert.test.testId;
    const stop = unhandled(env);
    const release = await lock(name, LONG);
    await navigator.locks.request(`x-mutes ${name}`, { steal: true }, () => {});
    release();
    (await lock(name, LONG))();
    assert.deepEqual(await stop(), []);
  });

  QUnit.test("a page without an origin has locks", async (assert) => {
    const source = await (await fetch(`${env.pkgWithTraps}lib/client/lock.js`)).text();
    const outcome = await inSandbox(`${source}
      const refused = await navigator.locks.request("x", () => "given").catch(({ name }) => name);
      const release = await lock("x", ${LONG});
      const why = await lock("x", 20).catch(({ message }) => message);
      release();
      await lock("x", ${LONG});
      parent.postMessage([refused, why], "*");`);
    assert.deepEqual(outcome, ["SecurityError", 'the lock "x" was not free within 20 ms']);
  });

  QUnit.test("a page and a worker hold a lock in turn", async (assert) => {
    const name = assert.test.testId;
    const args = { pkg: env.pkgWithTraps, name, times: 20 };
    const [worker] = await Promise.all([inWorker("count", args), here("count", args)]);
    worker.terminate();
    const { indexedDbStore } = await import(env.pkg + env.clientEntry);
    assert.strictEqual(await indexedDbStore(name).get("count"), "40");
    indexedDB.deleteDatabase(name);
  });

  QUnit.test("a worker that ends gives its lock back", async (assert) => {
    const { lock } = await load();
    const name = assert.test.testId;
    const worker = await inWorker("seize", { pkg: env.pkgWithTraps, name });
    await rejection(lock(name, 20));
    const waiting = lock(name, LONG);
    worker.terminate();
    (await waiting)();
    assert.ok(true);
  });
}

/** Acts where Web Locks are others, or none. */
async function withLocks(locks, act) {
  const { navigator } = globalThis;
  const owner = navigator ?? {};
  if (navigator === undefined) globalThis.navigator = owner;
  Object.defineProperty(owner, "locks", { value: locks, configurable: true });
  try {
    return await act();
  } finally {
    delete owner.locks;
    if (navigator === undefined) delete globalThis.navigator;
  }
}

/** Runs a module in a frame of no origin; gives the first message from it. */
function inSandbox(code) {
  const frame = document.createElement("iframe");
  frame.sandbox = "allow-scripts";
  frame.srcdoc = `<script type="module">${code}</script>`;
  return new Promise((resolve) => {
    addEventListener("message", ({ data }) => resolve(data), { once: true });
    document.body.append(frame);
  }).finally(() => frame.remove());
}
