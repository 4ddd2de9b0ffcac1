// @ts-check

/**
 * @typedef {{ method: string, url: string, headers: [string, string][], body: string }} Sent
 * @typedef {{ sent: Sent, startedAt: number, ms?: number, status?: number, body?: string,
 *   transactionId?: string, failure?: Error, info?: any }} Attempt
 */

/**
 * A fetch that writes down what goes out and what comes back, and passes both on untouched.
 * @param {() => void} changed called whenever there is more to show
 */
export function createRecorder(changed) {
  /** @type {Attempt[]} */
  const attempts = [];

  /** @type {typeof globalThis.fetch} */
  async function recordingFetch(input, init) {
    /** @type {Attempt} */
    const attempt = { sent: await describe(input, init), startedAt: performance.now() };
    attempts.push(attempt);
    changed();
    try {
      const response = await globalThis.fetch(input, init);
      attempt.status = response.status;
      attempt.transactionId = response.headers.get("x-transaction-id") ?? undefined;
      readCopy(response.clone(), attempt, changed);
      return response;
    } catch (error) {
      attempt.failure = /** @type {Error} */ (error);
      throw error;
    } finally {
      attempt.ms = performance.now() - attempt.startedAt;
      changed();
    }
  }

  return {
    attempts,
    fetch: recordingFetch,
    /** @param {any} info what the package's onResponse is told; it belongs to the request sent last */
    onResponse(info) {
      const last = attempts.at(-1);
      if (last) last.info = info;
      changed();
    },
  };
}

/**
 * @param {Response} copy
 * @param {Attempt} attempt
 * @param {() => void} changed
 */
async function readCopy(copy, attempt, changed) {
  try {
    attempt.body = await copy.text();
  } catch (error) {
    attempt.failure = /** @type {Error} */ (error);
  }
  changed();
}

/**
 * @param {RequestInfo | URL} input
 * @param {RequestInit} [init]
 * @returns {Promise<Sent>}
 */
async function describe(input, init = {}) {
  const request = input instanceof Request ? input : undefined;
  const headers = new Headers(init.headers ?? request?.headers);
  // The token is not even kept.
  const authorization = headers.get("authorization");
  if (authorization !== null) headers.set("authorization", authorization.replace(/^(Bearer )?.*$/s, "$1HIDDEN"));
  return {
    method: init.method ?? request?.method ?? "GET",
    url: new URL(request?.url ?? String(input), location.href).href,
    headers: [...headers],
    body: await bodyText(init.body, request),
  };
}

/**
 * @param {BodyInit | null | undefined} body
 * @param {Request | undefined} request
 */
async function bodyText(body, request) {
  if (body === undefined || body === null) return request ? request.clone().text() : "";
  if (typeof body === "string" || body instanceof URLSearchParams) return String(body);
  if (body instanceof ReadableStream) return "(a stream)";
  return new Response(body).text();
}
