// What several suites use.

/** What the two entries of the package in a folder export, in one; `default` is of "x-mutes". */
export async function bothEntries(folder, { entry, clientEntry }) {
  const [index, client] = await Promise.all([import(folder + entry), import(folder + clientEntry)]);
  return { ...client, ...index };
}

/** What a promise rejects with. */
export async function rejection(promise) {
  let value;
  try {
    value = await promise;
  } catch (error) {
    return error;
  }
  throw new Error(`it did not reject, but resolved with ${JSON.stringify(value)}`);
}

/** A fetch that answers at once, and notes what it was called with. */
export function instant(body = '{"data":{"muting":true}}', init = undefined) {
  const fetch = async (url, options) => {
    fetch.calls.push({ url, ...options });
    return new Response(body, init);
  };
  fetch.calls = [];
  return fetch;
}

/** A fetch that rejects when its signal aborts, as the platform's does, and never answers. */
export function silent() {
  const fetch = (url, { signal }) => new Promise((_, reject) => {
    fetch.calls += 1;
    signal.addEventListener("abort", () => reject(signal.reason));
  });
  fetch.calls = 0;
  return fetch;
}

/** A fetch that waits until it is told to `open`, and then is the platform's; `waiting` tells how many wait. */
export function gated() {
  let open;
  const opened = new Promise((resolve) => {
    open = resolve;
  });
  const fetch = async (...args) => {
    fetch.waiting += 1;
    await opened;
    return globalThis.fetch(...args);
  };
  return Object.assign(fetch, { waiting: 0, open });
}

/** Lets everything that is due run. */
export function turn() {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Acts while this is the platform's fetch. */
export async function withPlatformFetch(fetch, act) {
  const original = globalThis.fetch;
  globalThis.fetch = fetch;
  try {
    return await act();
  } finally {
    globalThis.fetch = original;
  }
}

/** Acts while every time limit is as good as `most` milliseconds. */
export async function withShortTimers(most, act) {
  const original = globalThis.setTimeout;
  globalThis.setTimeout = (callback, ms, ...args) => original(callback, Math.min(ms, most), ...args);
  try {
    return await act();
  } finally {
    globalThis.setTimeout = original;
  }
}

/**
 * Notes what would end a Node process or fill a page's console; gives the function that stops and tells. `handled` are
 * reasons that somebody waits for: workerd of before 2025 tells of a rejection before its handler is there.
 */
export function unhandled(env, ...handled) {
  const seen = [];
  const note = (event) => {
    const reason = String(event?.reason ?? event?.error ?? event);
    if (!handled.includes(reason)) seen.push(reason);
    event?.preventDefault?.();
  };
  const types = ["unhandledrejection", "error"];
  if (env.engine === "node") process.on("unhandledRejection", note);
  else for (const type of types) addEventListener(type, note);
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (env.engine === "node") process.off("unhandledRejection", note);
    else for (const type of types) removeEventListener(type, note);
    return seen;
  };
}
