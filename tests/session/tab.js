// What a tab or a worker does with a session in the store that all of them share.
import * as api from "/copy/0/pkg/client.js";

const LIFE = 7_200_000;

/** Whoever looks by this clock finds that the session has expired. */
const LATER = { now: () => Date.now() + LIFE, wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) };

/** A client of the stored session, and the session. `wrap` may change what its store does. */
export async function client({ baseUrl, store }, wrap = (kept) => kept) {
  const options = { store: wrap(api.indexedDbStore(store)), clientId: "stand-in-client", baseUrl, clock: LATER };
  const session = await api.Session.restore(options);
  if (session === undefined) return undefined;
  return new api.Client({ auth: session, baseUrl, userId: "2244994945", maxRetries: 0 });
}

/** Waits for the word to go, then makes so many calls at once; gives what each came to. */
export async function callTogether(where, count) {
  const asking = await client(where);
  const channel = new BroadcastChannel(where.store);
  await new Promise((resolve) => {
    channel.onmessage = ({ data }) => data === "go" && resolve();
    channel.postMessage("ready");
  });
  channel.close();
  return Promise.all(Array.from({ length: count }, () => outcome(asking.me())));
}

/** In a word: "works", the code of an XError, or whatever else it was. */
export function outcome(call) {
  return call.then(() => "works", (error) => (error instanceof api.XError ? error.code : String(error)));
}

export { api };
