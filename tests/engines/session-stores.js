// Stores that fail: the session says so, loses no token, and goes on when they work again.
import { signInWorld } from "../support/sign-in.js";
import { rejection, withShortTimers } from "./support.js";
import { LIFE } from "./session.js";

export default function sessionStores(QUnit, env) {
  /** A world, and a session there, in a store that can be broken: `broken` is what it does in place of `get` or `update`. */
  const prepare = async (assert) => {
    const here = await signInWorld(await import(env.pkg + env.clientEntry), env, `${env.engine} ${assert.test.testId}`);
    const memory = here.memoryStore();
    const broken = {};
    const store = {
      name: memory.name,
      get: (...args) => (broken.get ?? memory.get)(...args),
      update: (...args) => (broken.update ?? memory.update)(...args),
    };
    const options = here.settings({ store, clientId: here.clientId });
    return { ...here, options, memory, broken, session: await here.signIn(options), restore: () => here.Session.restore(options) };
  };

  const mine = new RangeError("mine");
  const FAILS = {
    "rejects": () => Promise.reject(mine),
    "throws": () => { throw mine; },
    "rejects with nothing": () => Promise.reject(),
    "never answers": () => new Promise(() => {}),
  };

  for (const [how, fail] of Object.entries(FAILS)) {
    QUnit.test(`a store whose update ${how} is storage; when it works again, the new pair is used and stored`, async (assert) => {
      const { session, broken, clock, refreshes, restore, memory, XError } = await prepare(assert);
      const before = await session.accessToken();
      await clock.advance(LIFE);
      broken.update = fail;
      for (let times = 0; times < 3; times += 1) {
        const error = await withShortTimers(100, () => rejection(session.accessToken()));
        assert.ok(error instanceof XError && error.code === "storage", String(error));
        if (how === "rejects" || how === "throws") assert.strictEqual(error.cause, mine);
      }
      assert.strictEqual(await refreshes(), 1, "X is not asked again while the new pair is not stored");
      delete broken.update;
      const token = await session.accessToken();
      assert.notStrictEqual(token, before);
      assert.ok((await memory.get("session")).includes(token));
      assert.strictEqual(await (await restore()).accessToken(), token);
      await clock.advance(LIFE);
      assert.notStrictEqual(await (await restore()).accessToken(), token, "its refresh token is good");
      assert.strictEqual(await refreshes(), 2);
    });

    QUnit.test(`a store whose get ${how} is storage, and nothing is sent`, async (assert) => {
      const { session, broken, clock, refreshes, forms, restore, XError } = await prepare(assert);
      await clock.advance(LIFE);
      broken.get = fail;
      const attempts = { "accessToken": () => session.accessToken(), "restore": restore, "signOut": () => session.signOut() };
      for (const [what, attempt] of Object.entries(attempts)) {
        const error = await withShortTimers(100, () => rejection(attempt()));
        assert.ok(error instanceof XError && error.code === "storage", `${what}: ${error}`);
        if (how === "rejects" || how === "throws") assert.strictEqual(error.cause, mine);
      }
      assert.deepEqual([await refreshes(), await forms("revoke")], [0, []]);
    });

    QUnit.test(`signing in to a store whose update ${how} is storage`, async (assert) => {
      const { broken, back, completeSignIn, options, XError } = await prepare(assert);
      broken.update = fail;
      const { callback, pending } = await back();
      const error = await withShortTimers(300, () => rejection(completeSignIn(callback, pending, options)));
      assert.ok(error instanceof XError && error.code === "storage", String(error));
      assert.ok(error.message.includes("sign in again"), error.message);
    });
  }

  QUnit.test("a session whose store works again after it signed in elsewhere takes what is there", async (assert) => {
    const { session, broken, clock, refreshes, signIn, options, memory } = await prepare(assert);
    await clock.advance(LIFE);
    broken.update = FAILS.rejects;
    await rejection(session.accessToken());
    delete broken.update;
    const other = await signIn(options);
    const stored = await memory.get("session");
    assert.strictEqual(await session.accessToken(), await other.accessToken());
    assert.strictEqual(await memory.get("session"), stored);
    assert.strictEqual(await refreshes(), 1);
  });

  QUnit.test("while somebody holds the lock for too long, the others have storage, and refresh nothing", async (assert) => {
    const { session, broken, memory, clock, restore, refreshes } = await prepare(assert);
    const other = await restore();
    await clock.advance(LIFE);
    const reading = new Promise((reached) => {
      broken.get = () => new Promise((answer) => reached(() => answer(memory.get("session"))));
    });
    const held = session.accessToken();
    const answer = await reading;
    delete broken.get;
    const error = await withShortTimers(100, () => rejection(other.accessToken()));
    assert.ok(error.code === "storage" && error.message.includes("locked"), String(error));
    assert.strictEqual(await refreshes(), 0);
    answer();
    assert.deepEqual([await other.accessToken(), await refreshes()], [await held, 1]);
  });

  /** Renews, and the write takes longer than it may; gives what has it land. */
  const writeLate = async (assert, session, broken, memory) => {
    let land;
    broken.update = (...args) => new Promise((landed) => {
      land = () => memory.update(...args).then(landed);
    });
    assert.strictEqual((await withShortTimers(100, () => rejection(session.accessToken()))).code, "storage");
    return land;
  };

  QUnit.test("a write that lands when its time is long over undoes nothing", async (assert) => {
    const { session, broken, memory, clock, restore, refreshes } = await prepare(assert);
    await clock.advance(LIFE);
    const land = await writeLate(assert, session, broken, memory);
    delete broken.update;
    await session.accessToken();
    await clock.advance(LIFE);
    const token = await session.accessToken();
    await land();
    assert.strictEqual(await (await restore()).accessToken(), token);
    await clock.advance(LIFE);
    assert.notStrictEqual(await (await restore()).accessToken(), token);
    assert.strictEqual(await refreshes(), 3);
  });

  QUnit.test("a write that lands late, and only then, is not forgotten either", async (assert) => {
    const { session, broken, memory, clock, restore, refreshes } = await prepare(assert);
    await clock.advance(LIFE);
    const land = await writeLate(assert, session, broken, memory);
    await land();
    delete broken.update;
    await new Promise((resolve) => setTimeout(resolve, 0));
    const token = await session.accessToken();
    assert.strictEqual(await (await restore()).accessToken(), token);
    assert.strictEqual(await refreshes(), 1);
  });

  QUnit.test("two stores of one name share a lock: the second waits, and refreshes nothing", async (assert) => {
    const { session, options, restore, clock, refreshes, Session } = await prepare(assert);
    const twin = { ...options.store };
    const other = await Session.restore({ ...options, store: twin });
    const third = await restore();
    await clock.advance(LIFE);
    const tokens = await Promise.all([session, other, third].map((each) => each.accessToken()));
    assert.deepEqual([new Set(tokens).size, await refreshes()], [1, 1]);
  });
}
