// The functions of a tab that the test calls by WebDriver.
import { signInWorld } from "../support/sign-in.js";
import { api, callTogether, client, outcome } from "./tab.js";

const COUNT = 50;

/** Signs in, and stores the session. */
async function begin({ xServer, name, store }) {
  const here = await signInWorld(api, { xServer, site: location.origin }, name);
  await here.signIn({ store: api.indexedDbStore(store) });
  await here.control("POST", "limits", { endpoint: "me", limit: 1000 });
  return here.baseUrl;
}

/** Begins to wait for the word to go; the outcomes are in `results`. */
function together(where, withWorker) {
  const all = [callTogether(where, COUNT)];
  if (withWorker) {
    const worker = new Worker("./worker.js", { type: "module" });
    worker.postMessage({ where, count: COUNT });
    all.push(new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => resolve(data);
      worker.onerror = reject;
    }));
  }
  tab.results = Promise.all(all).then((outcomes) => outcomes.flat());
}

/** Gives the word to go when so many are ready. */
function go({ store }, count) {
  const channel = new BroadcastChannel(store);
  let ready = 0;
  return new Promise((resolve) => {
    channel.onmessage = () => {
      ready += 1;
      if (ready < count) return;
      channel.postMessage("go");
      channel.close();
      resolve();
    };
  });
}

/** Refreshes, and stops for good where it is told to; `reached` is set there. */
async function refreshUntil(where, step) {
  const forever = () => {
    tab.reached = true;
    return new Promise(() => {});
  };
  let reads = 0;
  const asking = await client(where, ({ name, get, update }) => ({
    name,
    // The first time is Session.restore().
    get: (key) => ((reads += 1) > 1 && step === "load" ? forever() : get(key)),
    update: async (key, change) => {
      if (step === "save") await forever();
      await update(key, change);
      if (step === "saved") await forever();
    },
  }));
  asking.me();
}

/** What another tab comes to with the session. */
async function use(where) {
  const asking = await client(where);
  return asking === undefined ? "none" : outcome(asking.me());
}

globalThis.tab = { begin, together, go, refreshUntil, use };
