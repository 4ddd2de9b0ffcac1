// Where values are kept: each store against one contract, then what is each one's own.
import { here, inWorker } from "./contender.js";
import { rejection } from "./support.js";

export default function stores(QUnit, env) {
  const load = () => import(env.pkg + env.clientEntry);
  const isBrowser = ["chromium", "firefox", "webkit"].includes(env.engine);

  /** Each gives a store, and another of the same name where there can be one. */
  const STORES = {
    "memoryStore": ({ memoryStore }) => {
      const store = memoryStore();
      return [store, store];
    },
    "extensionStore": ({ extensionStore }) => {
      const area = fakeArea();
      return [extensionStore(area), extensionStore(area)];
    },
  };
  if (isBrowser) STORES.indexedDbStore = ({ indexedDbStore }, name) => [indexedDbStore(name), indexedDbStore(name)];

  const CONTRACT = {
    "knows nothing of what nobody has stored": async (assert, store) => {
      assert.strictEqual(await store.get("key"), undefined);
      assert.strictEqual(await store.get("toString"), undefined);
    },
    "creates, changes and deletes": async (assert, store) => {
      const seen = [];
      for (const value of ["a", "b", "", undefined, undefined, "c"]) {
        const gave = await store.update("key", (old) => {
          seen.push(old);
          return value;
        });
        assert.strictEqual(gave, undefined);
        assert.strictEqual(await store.get("key"), value);
      }
      assert.deepEqual(seen, [undefined, "a", "b", "", undefined, undefined]);
    },
    "keeps keys apart": async (assert, store) => {
      const keys = ["", "a", "A", "a ", "🐸", "__proto__", "constructor", "x-mutes:a", "1"];
      for (const key of keys) await store.update(key, () => `the value of ${key}`);
      for (const key of keys) assert.strictEqual(await store.get(key), `the value of ${key}`);
    },
    "leaves the value when the change throws, and rejects with that": async (assert, store) => {
      await store.update("key", () => "before");
      for (const thrown of [new Error("mine"), "a string", undefined]) {
        let rejected = "nothing";
        await store.update("key", () => { throw thrown; }).catch((error) => { rejected = error; });
        assert.strictEqual(rejected, thrown);
        assert.strictEqual(await store.get("key"), "before");
      }
      await store.update("key", (old) => `${old} and after`);
      assert.strictEqual(await store.get("key"), "before and after");
    },
    "loses none of 100 updates at once": async (assert, store, same) => {
      const numbers = Array.from({ length: 100 }, (_, at) => String(at));
      await Promise.all(numbers.map((number, at) =>
        (at % 2 ? store : same).update("key", (old) => (old === undefined ? number : `${old},${number}`))));
      assert.deepEqual((await store.get("key")).split(",").sort(), numbers.sort());
    },
    "sees what another of its name has stored": async (assert, store, same) => {
      assert.strictEqual(store.name, same.name);
      await store.update("key", () => "theirs");
      assert.strictEqual(await same.get("key"), "theirs");
      await same.update("key", () => undefined);
      assert.strictEqual(await store.get("key"), undefined);
    },
    "keeps any text": async (assert, store) => {
      const megabyte = "0123456789abcdef".repeat(2 ** 16);
      for (const text of ["🐸 é \u0000 \u2028 \r\n \"\\", "undefined", "null", "{}", megabyte]) {
        await store.update("key", () => text);
        assert.ok(await store.get("key") === text, text.slice(0, 20));
      }
    },
  };

  for (const [maker, make] of Object.entries(STORES)) {
    for (const [what, check] of Object.entries(CONTRACT)) {
      QUnit.test(`${maker} ${what}`, async (assert) => {
        const name = assert.test.testId;
        await check(assert, ...make(await load(), name));
        if (maker === "indexedDbStore") await deleted(name);
      });
    }
  }

  QUnit.test("memory stores share nothing, nor a name", async (assert) => {
    const { memoryStore } = await load();
    const [one, other] = [memoryStore(), memoryStore()];
    assert.notStrictEqual(one.name, other.name);
    await one.update("key", () => "mine");
    assert.strictEqual(await other.get("key"), undefined);
  });

  QUnit.test("an extension's store is named after its area, whichever way that is had", async (assert) => {
    const { extensionStore } = await load();
    const [local, session, sync] = [fakeArea(), fakeArea(), fakeArea()];
    const wrapped = { local: fakeArea(), session: fakeArea() };
    const check = () => {
      for (const area of [local, wrapped.local, fakeArea()]) assert.strictEqual(extensionStore(area).name, "extension:local");
      for (const area of [session, wrapped.session]) assert.strictEqual(extensionStore(area).name, "extension:session");
      assert.strictEqual(extensionStore(sync).name, "extension:sync");
    };
    const storage = { local, session, sync };
    await withGlobal("chrome", { storage }, () => withGlobal("browser", { storage: wrapped }, check));
  });

  QUnit.test("an extension's own keys are left alone", async (assert) => {
    const { extensionStore } = await load();
    const area = fakeArea();
    await area.set({ key: { a: 1 } });
    const store = extensionStore(area);
    assert.strictEqual(await store.get("key"), undefined);
    await store.update("key", () => "ours");
    await store.update("key", () => undefined);
    assert.deepEqual(await area.get("key"), { key: { a: 1 } });
  });

  for (const method of ["get", "set", "remove"]) {
    QUnit.test(`an area whose ${method} fails rejects the update, and the next one works`, async (assert) => {
      const { extensionStore } = await load();
      const area = fakeArea();
      const store = extensionStore(area);
      const works = area[method];
      const thrown = new Error("quota");
      area[method] = () => Promise.reject(thrown);
      assert.strictEqual(await rejection(store.update("key", () => (method === "remove" ? undefined : "a"))), thrown);
      area[method] = works;
      await store.update("key", () => "b");
      assert.strictEqual(await store.get("key"), "b");
    });
  }

  /** What is refused, and what the message says that it was. */
  const REFUSED = {
    "area must be a storage area, like chrome.storage.local": [
      [({ extensionStore }) => extensionStore(), "undefined"],
      [({ extensionStore }) => extensionStore(null), "null"],
      [({ extensionStore }) => extensionStore({ get() {}, set() {} }), "an object"],
      [({ extensionStore }) => extensionStore("local"), "a string"],
    ],
    "name must be a string": [
      [({ indexedDbStore }) => indexedDbStore(5), "a number"],
      [({ indexedDbStore }) => indexedDbStore(null), "null"],
    ],
  };
  for (const [must, table] of Object.entries(REFUSED)) {
    for (const [make, was] of table) {
      QUnit.test(`${was} is refused: ${must}`, async (assert) => {
        const api = await load();
        const isExpected = ({ name, code, message }) =>
          name === "XError" && code === "invalid_argument" && message === `${must}; it was ${was}`;
        assert.throws(() => make(api), isExpected);
      });
    }
  }

  QUnit.test("without IndexedDB, its store is unsupported, and the message says what to do", async (assert) => {
    const { indexedDbStore, XError } = await load();
    for (const none of [undefined, null]) {
      await withGlobal("indexedDB", none, () => assert.throws(() => indexedDbStore(), (error) =>
        error instanceof XError && error.code === "unsupported" && error.message.includes("use memoryStore()")));
    }
  });

  if (!isBrowser) return;

  QUnit.test("indexedDbStore is named after its database, and opens nothing until it is used", async (assert) => {
    const { indexedDbStore } = await load();
    await withGlobal("indexedDB", { open: () => assert.ok(false) }, () => {
      assert.strictEqual(indexedDbStore().name, "indexeddb:x-mutes");
      assert.strictEqual(indexedDbStore("mine").name, "indexeddb:mine");
    });
  });

  QUnit.test("after a failed open, the next call tries again", async (assert) => {
    const { indexedDbStore } = await load();
    const name = assert.test.testId;
    const store = indexedDbStore(name);
    const thrown = new DOMException("denied", "SecurityError");
    await withGlobal("indexedDB", { open: () => { throw thrown; } }, async () => {
      assert.strictEqual(await rejection(store.get("key")), thrown);
      assert.strictEqual(await rejection(store.update("key", () => "a")), thrown);
    });
    await store.update("key", () => "b");
    assert.strictEqual(await store.get("key"), "b");
    await deleted(name);
  });

  QUnit.test("the database may be deleted, which is not blocked, and the store goes on", async (assert) => {
    const { indexedDbStore } = await load();
    const name = assert.test.testId;
    const store = indexedDbStore(name);
    for (const value of ["a", "b", "c"]) {
      await store.update("key", () => value);
      assert.strictEqual(await store.get("key"), value);
      await deleted(name, () => assert.ok(false, "it was blocked"));
      assert.strictEqual(await store.get("key"), undefined);
    }
    await deleted(name);
  });

  QUnit.test("an open that is blocked goes on when it no longer is", async (assert) => {
    const { indexedDbStore } = await load();
    const name = assert.test.testId;
    const store = indexedDbStore(name);
    await store.update("key", () => "a");
    const theirs = await connection(name);
    const begun = [];
    await deleted(name, () => {
      begun.push(store.update("key", (old) => `${old}`), store.get("key"));
      theirs.close();
    });
    assert.strictEqual(begun.length, 2);
    await Promise.all(begun);
    assert.strictEqual(await store.get("key"), "undefined");
    await deleted(name);
  });

  QUnit.test("what a connection is closed under rejects, and the next call works", async (assert) => {
    const { indexedDbStore } = await load();
    const name = assert.test.testId;
    const store = indexedDbStore(name);
    await store.update("key", () => "a");
    const { transaction } = IDBDatabase.prototype;
    IDBDatabase.prototype.transaction = function closing() {
      setTimeout(() => this.dispatchEvent(new Event("close")), 0);
      return { objectStore: () => ({ get: () => ({}) }) };
    };
    try {
      assert.strictEqual((await rejection(store.update("key", () => "b"))).message, "the browser closed IndexedDB");
    } finally {
      IDBDatabase.prototype.transaction = transaction;
    }
    await store.update("key", (old) => `${old} and c`);
    assert.strictEqual(await store.get("key"), "a and c");
    await deleted(name);
  });

  QUnit.test("a value that IndexedDB refuses rejects, and leaves the one before", async (assert) => {
    const { indexedDbStore } = await load();
    const name = assert.test.testId;
    const store = indexedDbStore(name);
    await store.update("key", () => "a");
    assert.strictEqual((await rejection(store.update("key", async () => "b"))).name, "DataCloneError");
    assert.strictEqual(await store.get("key"), "a");
    await deleted(name);
  });

  QUnit.test("a page and a worker lose none of their updates", async (assert) => {
    const { indexedDbStore } = await load();
    const name = assert.test.testId;
    const args = { pkg: env.pkg, name, times: 50 };
    const [worker] = await Promise.all([inWorker("update", args), here("update", args)]);
    worker.terminate();
    assert.strictEqual(await indexedDbStore(name).get("count"), "100");
    await deleted(name);
  });
}

/** An area as extensions have it: it keeps JSON, and nothing is done at once. */
function fakeArea() {
  const items = new Map();
  return {
    async get(key) {
      await undefined;
      return items.has(key) ? { [key]: JSON.parse(items.get(key)) } : {};
    },
    async set(values) {
      await undefined;
      for (const [key, value] of Object.entries(values)) items.set(key, JSON.stringify(value));
    },
    async remove(key) {
      await undefined;
      items.delete(key);
    },
  };
}

/** Acts where a global is another. */
async function withGlobal(name, value, act) {
  const original = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  try {
    return await act();
  } finally {
    if (original === undefined) delete globalThis[name];
    else Object.defineProperty(globalThis, name, original);
  }
}

/** Deletes a database. */
function deleted(name, onBlocked) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onblocked = onBlocked;
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error);
  });
}

/** Somebody else's connection, which stays. */
function connection(name) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
