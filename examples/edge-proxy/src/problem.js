/** What goes with every answer: nobody keeps it, and nothing in it runs. */
export const SAFE_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

const TITLES = {
  400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 409: "Conflict",
  413: "Content Too Large", 415: "Unsupported Media Type", 429: "Too Many Requests", 500: "Internal Server Error",
  502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
};

/** The status that the page is answered with for each XError of the package's that comes of what X answers to this Worker. */
const STATUSES = {
  invalid_argument: 400, bad_request: 400, unauthorized: 401, payment_required: 402, forbidden: 403, not_found: 404,
  rate_limited: 429, sign_in: 401, storage: 409, network: 502, bad_response: 502, server_error: 502, timeout: 504,
};

/** A refusal, in the form that X's own have: whoever uses x-mutes gets it as an XError with `detail` in its message. */
export class Problem extends Error {
  /** @param {string} detail what is wrong, and what to do */
  constructor(status, detail, headers = {}) {
    super(detail);
    this.name = "Problem";
    this.status = status;
    this.headers = headers;
  }

  /** That of an XError. */
  static of({ code, message, retryAt }) {
    const seconds = retryAt && Math.max(1, Math.ceil((retryAt - Date.now()) / 1000));
    return new Problem(STATUSES[code] ?? 500, message, seconds ? { "retry-after": String(seconds) } : {});
  }

  /** @param {object} more fields of the problem's own */
  response(more = {}) {
    const { status, message: detail, headers } = this;
    const body = { title: TITLES[status] ?? "Error", detail, type: "about:blank", status, ...more };
    return Response.json(body, { status, headers: { ...SAFE_HEADERS, "content-type": "application/problem+json", ...headers } });
  }
}
