/** The longest body that an error shows. */
const MAX_SHOWN = 1_024;

const CODES = { 400: "invalid_request", 401: "unauthorized", 403: "forbidden", 404: "not_found", 429: "rate_limited" };

/** The three limits that X tells of, by the names of their headers. */
const LIMITS = { "user-15min": "x-rate-limit", "user-24h": "x-user-limit-24hour", "app-24h": "x-app-limit-24hour" };

export class MuteError extends Error {
  constructor(code, message, { cause, ...details } = {}) {
    super(message, { cause });
    this.code = code;
    Object.assign(this, details);
  }
}

/** What X says where it refuses. */
export function refusal(response, text) {
  const { status, headers } = response;
  const code = CODES[status] ?? (status >= 500 ? "server_error" : "bad_response");
  const details = { status, rateLimits: limits(headers), transactionId: headers.get("x-transaction-id") ?? undefined };
  try {
    const { title, detail, type, reason, errors } = JSON.parse(text);
    return new MuteError(code, detail ?? title ?? `X answered ${status}`, { ...details, title, detail, type, reason, errors });
  } catch {
    return new MuteError(code, `X answered ${status}`, { ...details, body: text.slice(0, MAX_SHOWN) });
  }
}

/** What is no answer to the question. */
export function unreadable({ status }, text) {
  return new MuteError("bad_response", "the answer is not what X promises", { status, body: text.slice(0, MAX_SHOWN) });
}

function limits(headers) {
  return Object.entries(LIMITS).flatMap(([scope, name]) => {
    const [limit, remaining, reset] = ["limit", "remaining", "reset"].map((part) => headers.get(`${name}-${part}`));
    if (limit === null || remaining === null || reset === null) return [];
    return [{ scope, limit: Number(limit), remaining: Number(remaining), resetAt: new Date(Number(reset) * 1_000) }];
  });
}
