/** What goes with every answer: nobody keeps it, and nothing in it runs. */
export const SAFE_HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
};

const TITLES = {
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  408: "Request Timeout",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  504: "Gateway Timeout",
};

/** The status of each XError that comes of what this Worker itself asks of X. */
const STATUSES = {
  invalid_argument: 400,
  bad_request: 400,
  unauthorized: 401,
  sign_in: 401,
  payment_required: 402,
  forbidden: 403,
  not_found: 404,
  storage: 409,
  rate_limited: 429,
  network: 502,
  bad_response: 502,
  server_error: 502,
  timeout: 504,
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
    const problem = { title: TITLES[status], detail, type: "about:blank", status, ...more };
    const type = { "content-type": "application/problem+json" };
    return Response.json(problem, { status, headers: { ...SAFE_HEADERS, ...type, ...headers } });
  }
}
