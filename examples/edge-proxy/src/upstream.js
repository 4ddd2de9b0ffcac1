import { Problem, SAFE_HEADERS } from "./problem.js";

/** How long X may take to begin its answer, in milliseconds: a little longer than x-mutes itself waits. */
const PATIENCE_MS = 25_000;

/** Headers of X's that go back to the page. Its cookies, and what it says of other origins, do not. */
const LIMITS = /^x-(rate-limit|user-limit-24hour|app-limit-24hour)-(limit|remaining|reset)$/;
const OTHERS = ["content-type", "retry-after", "x-access-level", "x-transaction-id"];

/**
 * Asks X, with these headers and no others of the page's.
 *
 * @param {{ method: string, target: string, authorization?: string, contentType?: string, accept?: string,
 *   body?: ArrayBuffer }} what
 */
export async function askX({ method, target, authorization, contentType, accept, body }, { xApi }) {
  const given = { authorization, "content-type": contentType, accept };
  const headers = new Headers(Object.entries(given).filter(([, value]) => value));
  // One user's answer must never be another's: it goes past the platform's cache.
  const response = await fetchX(`${xApi}${target}`, {
    method, headers, body, redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (response.status < 300 || response.status >= 400) return response;
  await response.body?.cancel();
  const why = "which is not followed: it could lead the token elsewhere";
  throw new Problem(502, `X answered with a redirect (${response.status}), ${why}`);
}

async function fetchX(url, init) {
  try {
    return await fetch(url, init);
  } catch (thrown) {
    if (thrown.name === "TimeoutError") {
      throw new Problem(504, `X gave this proxy no answer within ${PATIENCE_MS / 1000} s: try again later`);
    }
    throw new Problem(502, "this proxy cannot reach X: try again later");
  }
}

/** X's answer as the page gets it. */
export function passBack(response) {
  const headers = new Headers([...response.headers].filter(([name]) => OTHERS.includes(name) || LIMITS.test(name)));
  for (const [name, value] of Object.entries(SAFE_HEADERS)) headers.set(name, value);
  return new Response(response.body, { status: response.status, headers });
}
