import { Problem, SAFE_HEADERS } from "./problem.js";
import { readAll } from "./read-all.js";
import { TimeLimit } from "./time-limit.js";

/** The largest answer that is passed back, in bytes: a page of a thousand users has a tenth of it. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Headers of X's that go back to the page. Its cookies, and what it says of other origins, do not. */
const LIMITS = /^x-(rate-limit|user-limit-24hour|app-limit-24hour)-(limit|remaining|reset)$/;
const OTHERS = ["content-type", "retry-after", "x-access-level", "x-transaction-id"];

/** Statuses whose answers have no body (Fetch, null body status). */
const WITHOUT_BODY = [204, 205];

/**
 * Asks X, with these headers and no others of the page's.
 *
 * @param {{ method: string, target: string, authorization?: string, contentType?: string, accept?: string,
 *   body?: ArrayBuffer }} what
 * @returns {Promise<{ status: number, headers: Headers, body: Blob | null }>} the whole answer
 */
export async function askX({ method, target, authorization, contentType, accept, body }, { xApi, xTimeoutMs }) {
  const given = { authorization, "content-type": contentType, accept };
  const headers = new Headers(Object.entries(given).filter(([, value]) => value));
  const limit = new TimeLimit(xTimeoutMs);
  try {
    // One user's answer must never be another's: it goes past the platform's cache.
    const init = { method, headers, body, redirect: "manual", cache: "no-store", signal: limit.signal };
    const response = await limit.within(fetch(`${xApi}${target}`, init));
    demandAnswer(response);
    return { status: response.status, headers: response.headers, body: await bodyOf(response, limit) };
  } catch (thrown) {
    if (thrown instanceof Problem) throw thrown;
    if (limit.isOver) throw new Problem(504, `X gave this proxy no whole answer within ${xTimeoutMs / 1000} s: try again later`);
    throw new Problem(502, "this proxy cannot reach X: try again later");
  } finally {
    limit.end();
  }
}

/** Refuses what is no answer that a page could be given. */
function demandAnswer({ status }) {
  if (status >= 300 && status < 400) {
    const why = "which is not followed: it could lead the token elsewhere";
    throw new Problem(502, `X answered with a redirect (${status}), ${why}`);
  }
  if (status < 200 || status > 599) throw new Problem(502, `X answered with ${status}, which is no status of an answer`);
}

async function bodyOf(response, limit) {
  const reader = response.body?.getReader();
  if (reader === undefined || WITHOUT_BODY.includes(response.status)) return null;
  return readAll(reader, MOST_BYTES, new Problem(502, `X's answer has more than ${MOST_BYTES} bytes`), limit);
}

/** X's answer as the page gets it. */
export function passBack({ status, headers: given, body }) {
  const headers = new Headers([...given].filter(([name]) => OTHERS.includes(name) || LIMITS.test(name)));
  for (const [name, value] of Object.entries(SAFE_HEADERS)) headers.set(name, value);
  return new Response(body, { status, headers });
}
