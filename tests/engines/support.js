// What several suites use.

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

/** Lets everything that is due run. */
export function turn() {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

/** Notes what would end a Node process or fill a page's console; gives the function that stops and tells. */
export function unhandled(env) {
  const seen = [];
  const note = (event) => {
    seen.push(String(event?.reason ?? event?.error ?? event));
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
