// What a page and a worker do at once: this module is imported by the one, and is the other.

const openStores = (pkg) => import(`${pkg}client.js`);
const openLock = (pkg) => import(`${pkg}lib/client/lock.js`);

const TASKS = {
  /** Counts under a lock, but without transactions. */
  async count({ pkg, name, times }) {
    const [{ lock }, { indexedDbStore }] = await Promise.all([openLock(pkg), openStores(pkg)]);
    const store = indexedDbStore(name);
    for (let done = 0; done < times; done += 1) {
      const release = await lock(name, 20_000);
      const count = Number(await store.get("count") ?? 0);
      await store.update("count", () => String(count + 1));
      release();
    }
  },
  /** Counts in transactions, but without a lock. */
  async update({ pkg, name, times }) {
    const { indexedDbStore } = await openStores(pkg);
    const store = indexedDbStore(name);
    const increment = (count) => String(Number(count ?? 0) + 1);
    await Promise.all(Array.from({ length: times }, () => store.update("count", increment)));
  },
  /** Takes a lock, for good. */
  async seize({ pkg, name }) {
    const { lock } = await openLock(pkg);
    await lock(name, 20_000);
  },
};

/** Does a task here. */
export const here = (task, args) => TASKS[task](args);

/** Does a task in a worker, which is given when it is done. */
export function inWorker(task, args) {
  const worker = new Worker(import.meta.url, { type: "module" });
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data: thrown }) => (thrown === undefined ? resolve(worker) : reject(new Error(thrown)));
    worker.onerror = () => reject(new Error("the worker cannot be had"));
    worker.postMessage({ task, args });
  });
}

if (globalThis.WorkerGlobalScope !== undefined && globalThis instanceof WorkerGlobalScope) {
  globalThis.onmessage = async ({ data: { task, args } }) => postMessage(await TASKS[task](args).catch(String));
}
