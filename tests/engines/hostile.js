// Whatever comes back, over real HTTP: the call settles in time, with the right code and everything that was said.
import { world } from "../support/world.js";
import { rejection } from "./support.js";

const CORS = "access-control-allow-origin: *\r\naccess-control-expose-headers: *\r\n";
const problem = (fields) => JSON.stringify(fields);
const type = (segment, host = "x") => `https://api.${host}.com/2/problems/${segment}`;
const raw = (head, body = "") => ({ raw: { bytes: `HTTP/1.1 ${head}\r\n${CORS}${body.startsWith("\r\n") ? "" : "\r\n"}${body}` } });
const respond = (status, body = "", headers = []) => ({ respond: { status, body, headers } });
const json = (status, fields, headers = []) =>
  respond(status, problem(fields), [["content-type", "application/problem+json"], ...headers]);
const limits = (scope, remaining, reset) => [
  [`x-${scope}-limit`, "50"], [`x-${scope}-remaining`, String(remaining)], [`x-${scope}-reset`, String(reset)],
];

/** What an error says of a reply that is not X's. */
const FOREIGN = ": a web page or something else answered, not X: check baseUrl and the proxy";

/**
 * What X is seen to answer: a name, the fault, the code, and what else the error must have. `soon` is some minutes ahead,
 * in seconds; workerd has no clock while modules load.
 */
const seenAt = (soon) => [
  ["a forbidden client", json(403, {
    client_id: "1", detail: "Your client app is not configured", registration_url: "https://x.com", reason: "client-not-enrolled",
    required_enrollment: "Standard", title: "Client Forbidden", type: type("client-forbidden", "twitter"),
  }), "forbidden", { title: "Client Forbidden", reason: "client-not-enrolled", type: "client-forbidden" }],
  ["a forbidden official client", json(403, { title: "Client Forbidden", reason: "official-client-forbidden", type: type("client-forbidden") }),
    "forbidden", { reason: "official-client-forbidden" }],
  ["missing app permission", json(403, { title: "Forbidden", detail: "Your client app is not configured with the appropriate oauth1 app permissions for this endpoint.", type: type("oauth1-permissions") }),
    "forbidden", { message: "mute: 403 Forbidden: Your client app is not configured with the appropriate oauth1 app permissions for this endpoint. (oauth1-permissions)" }],
  ["app-only", json(403, { title: "Unsupported Authentication", type: type("unsupported-authentication"), detail: "app-only" }), "forbidden", { type: "unsupported-authentication" }],
  ["an invalid request, older form", json(400, { errors: [{ parameters: { id: ["5"] }, message: "The `id` is wrong" }], title: "Invalid Request", detail: "One or more parameters to your request was invalid.", type: type("invalid-request") }),
    "bad_request", { message: "mute: 400 Invalid Request: One or more parameters to your request was invalid.: The `id` is wrong (invalid-request)" }],
  ["an invalid request, newer form", json(400, { type: type("invalid-request"), title: "Invalid Request", detail: "no", status: 400, parameter: "id", value: "5" }), "bad_request", { type: "invalid-request", detail: "no" }],
  ["a legacy limit", json(429, { errors: [{ code: 88, message: "Rate limit exceeded" }] }), "rate_limited", {}],
  ["a legacy token", json(401, { errors: [{ code: 89, message: "Invalid or expired token" }] }), "unauthorized", {}],
  ["a legacy access level", json(403, { errors: [{ code: 453, message: "You currently have access to a subset" }] }), "forbidden", {}],
  ["a legacy limit with 200", json(200, { errors: [{ code: 88, message: "Rate limit exceeded" }] }), "rate_limited", {}],
  ["unauthorized", json(401, { title: "Unauthorized", type: "about:blank", status: 401, detail: "Unauthorized" }), "unauthorized", { message: "mute: 401 Unauthorized; get a new token: they live two hours" }],
  ["depleted credits", json(402, { title: "CreditsDepleted", detail: "no credits", type: type("credits-depleted") }), "payment_required", { retryAt: undefined }],
  ["payment required", json(402, { title: "Payment Required" }), "payment_required", {}],
  ["a usage cap", json(429, { title: "UsageCapExceeded", detail: "Usage cap exceeded: Monthly", type: type("usage-capped") }, limits("rate-limit", 0, soon)), "payment_required", { retryAt: undefined, rateLimit: undefined }],
  ["a limit", json(429, { title: "Too Many Requests", type: "about:blank", status: 429, detail: "Too Many Requests" }, limits("rate-limit", 0, soon)), "rate_limited", { retryAt: new Date(soon * 1000) }],
  ["a limit as plain text", respond(429, "Rate limit exceeded", [["content-type", "text/plain"]]), "rate_limited", { body: "Rate limit exceeded", retryAt: undefined }],
  ["a limit with calls remaining", respond(429, "Rate limit exceeded", limits("rate-limit", 7, soon)), "rate_limited", { rateLimit: undefined, retryAt: new Date(soon * 1000) }],
  ["the 24-hour limit", respond(429, "", [...limits("rate-limit", 7, soon), ...limits("user-limit-24hour", 0, soon + 9000)]), "rate_limited", { retryAt: new Date((soon + 9000) * 1000) }],
  ["a limit of which only the reset is told", respond(429, "", [["x-rate-limit-reset", String(soon)]]), "rate_limited", { rateLimit: undefined, retryAt: new Date(soon * 1000) }],
  ["a limit that a proxy has doubled", respond(429, "", [["x-rate-limit-limit", "50, 50"], ["x-rate-limit-remaining", "0, 0"], ["x-rate-limit-reset", `${soon}, ${soon}`]]), "rate_limited", { rateLimit: { scope: "user-15min", limit: 50, remaining: 0, resetAt: new Date(soon * 1000) } }],
  ["a limit as decimal numbers", respond(429, "", limits("rate-limit", "0.0", `${soon}.0`)), "rate_limited", { retryAt: new Date(soon * 1000) }],
  ["a limit that two proxies have doubled", respond(429, "", [["x-rate-limit-limit", "50, 50, 50"], ["x-rate-limit-remaining", "0,0,0"], ["x-rate-limit-reset", `${soon}.00, ${soon}, ${soon}`]]), "rate_limited", { rateLimit: { scope: "user-15min", limit: 50, remaining: 0, resetAt: new Date(soon * 1000) } }],
  ["a limit that is empty", respond(429, "", [["x-rate-limit-limit", ""], ["x-rate-limit-remaining", "0"], ["x-rate-limit-reset", String(soon)]]), "rate_limited", { rateLimit: undefined, retryAt: new Date(soon * 1000) }],
  ["a limit that is told by nothing", respond(429, ""), "rate_limited", { rateLimit: undefined, retryAt: undefined, message: "mute: 429 Too Many Requests: the reply has no body; wait 15 minutes, or set maxRateLimitWaitMs" }],
  ["Retry-After as a date that a proxy has doubled", respond(429, "", [["retry-after", `${new Date(soon * 1000).toUTCString()}, ${new Date(soon * 1000).toUTCString()}`]]), "rate_limited", { retryAt: new Date(soon * 1000) }],
  ["Retry-After that is negative", respond(429, "", [["retry-after", "-5"]]), "rate_limited", { retryAt: undefined }],
  ["Retry-After with a fraction", respond(429, "", [["retry-after", "1.5"]]), "rate_limited", { retryAt: undefined }],
  ["Retry-After in words with a number", respond(429, "", [["retry-after", "try 5"]]), "rate_limited", { retryAt: undefined }],
  ["Retry-After as a date", respond(429, "", [["retry-after", new Date(soon * 1000).toUTCString()]]), "rate_limited", { retryAt: new Date(soon * 1000) }],
  ["the app's 24-hour limit", respond(429, "", limits("app-limit-24hour", 0, soon + 9000)), "rate_limited", { retryAt: new Date((soon + 9000) * 1000) }],
  ["a 404 with no body", respond(404), "not_found", { message: "mute: 404 Not Found: the reply has no body", body: undefined }],
  ["a 404 as a problem", json(404, { title: "Not Found Error", detail: "Could not find user", type: type("resource-not-found") }), "not_found", { type: "resource-not-found" }],
  ["200 with only errors", json(200, { errors: [{ title: "Not Found Error", detail: "Could not find user with id: [5].", type: type("resource-not-found"), value: "5" }] }), "not_found", { errors: [{ title: "Not Found Error", detail: "Could not find user with id: [5].", type: type("resource-not-found"), value: "5" }] }],
  ["200 with a problem that is none of X's", json(200, { title: "Login required", detail: "Please log in" }), "bad_response", { title: "Login required" }],
  ["200 with an error that is none of X's", json(200, { error: "maintenance" }), "bad_response", { message: "mute: 200 maintenance" }],
  ["numbers of any length beside a problem", respond(403, `{"title":"T","account_id":1234567890,"errors":[{"value":1234567890123456789,"at":1700000000,"share":0.12345678901234567,"of":-1e-300}]}`), "forbidden",
    { title: "T", errors: [{ value: "1234567890123456789", at: 1_700_000_000, share: "0.12345678901234567", of: -1e-300 }] }],
  ["404 by a page", respond(404, "<!doctype html><title>Not Found</title>", [["content-type", "text/html"]]), "bad_response", { status: 404, message: `mute: 404 Not Found${FOREIGN}; its start is in \`body\``, body: "<!doctype html><title>Not Found</title>" }],
  ["404 as text", respond(404, "404 page not found\n"), "bad_response", { status: 404, body: "404 page not found\n" }],
  ["404 by a framework's JSON", respond(404, '{"detail":"Not Found"}'), "bad_response", { message: `mute: 404 Not Found${FOREIGN}`, errors: [{ detail: "Not Found" }] }],
  ["404 by a gateway's JSON", respond(404, '{"message":"no Route matched with those values"}'), "bad_response", { body: '{"message":"no Route matched with those values"}' }],
  ["200 by a page", respond(200, "\n<html>Log in to the Wi-Fi"), "bad_response", { message: `mute: 200 OK${FOREIGN}; its start is in \`body\`` }],
  ["401 by a page", respond(401, "<html><h1>401 Authorization Required</h1>"), "bad_response", { status: 401 }],
  ["405 by a page", respond(405, "<html><h1>405 Not Allowed</h1>"), "bad_response", { status: 405 }],
  ["503 as JSON", json(503, { title: "Service Unavailable", type: "about:blank", status: 503, detail: "Service Unavailable" }), "server_error", {}],
  ["503 as text", respond(503, "upstream connect error or disconnect/reset before headers"), "server_error", { body: "upstream connect error or disconnect/reset before headers" }],
  ["503 as HTML", respond(503, "<html><h1>503</h1></html>", [["content-type", "text/html"]]), "server_error", { body: "<html><h1>503</h1></html>" }],
  ["502 as HTML", respond(502, "<html>", [["content-type", "text/html"]]), "server_error", { status: 502 }],
  ["504 as HTML", respond(504, "<html>", [["content-type", "text/html"]]), "server_error", { status: 504 }],
  ["500 as a problem", json(500, { title: "Internal Server Error", type: type("internal-error") }), "server_error", { type: "internal-error" }],
  ["a type that is new", json(403, { title: "New", detail: "d", type: type("brand-new"), more: { a: [1] } }), "forbidden", { type: "brand-new" }],
  ...["conflict", "disallowed-resource", "field-hydration-failure", "field-unauthorized", "not-authorized-for-field",
    "not-authorized-for-resource", "operational-disconnect", "client-disconnected", "resource-unavailable", "rate-limit-exceeded", "credits"].map(
    (segment) => [`the problem ${segment}`, json(400, { title: "T", detail: "D", type: type(segment) }), segment === "credits" ? "payment_required" : "bad_request", { type: segment }],
  ),
];

/** What nobody should answer: a name, the fault, and the codes that are right, by engine where their fetches differ. */
const hostileAt = (soon) => [
  ["nothing at all", { reset: true }, "network"],
  ["a connection that closes", { raw: { bytes: "", then: "close" } }, "network"],
  ["not HTTP", { raw: { bytes: "SSH-2.0-OpenSSH\r\n" } }, "network bad_response"],
  ["half a status line", { raw: { bytes: "HTTP/1.1 2" } }, "network bad_response"],
  ["a status line and no more", { raw: { bytes: "HTTP/1.1 200 OK\r\n" } }, "network bad_response"],
  ["half of the headers", { raw: { bytes: `HTTP/1.1 200 OK\r\n${CORS}content-le` } }, "network bad_response"],
  ["a body that is cut off", raw("200 OK", "content-length: 100\r\n\r\n{\"data\":{\"mut"), "network bad_response"],
  ["a body that is reset", { raw: { bytes: `HTTP/1.1 200 OK\r\n${CORS}content-length: 100\r\n\r\n{"data"`, then: "reset" } }, "network"],
  ["a chunk that is cut off", raw("200 OK", "transfer-encoding: chunked\r\n\r\n20\r\n{\"data\""), "network bad_response"],
  ["a chunk with no length", raw("200 OK", "transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"), "network bad_response"],
  ["a refusal that is cut off", { raw: { bytes: `HTTP/1.1 403 Forbidden\r\n${CORS}content-length: 100\r\n\r\n{"title"`, then: "reset" } }, "forbidden network"],
  ["headers and silence", { raw: { bytes: `HTTP/1.1 200 OK\r\n${CORS}content-length: 5\r\n\r\n`, then: "hold" } }, "timeout"],
  ["silence", { hold: true }, "timeout"],
  ["a drip", { raw: { bytes: `HTTP/1.1 200 OK\r\n${CORS}\r\n`, repeat: { bytes: " ", every_ms: 20, times: 0 } } }, "timeout"],
  ["a 429 and a drip", { raw: { bytes: `HTTP/1.1 429 Too Many\r\n${CORS}\r\n`, repeat: { bytes: " ", every_ms: 20, times: 0 } } }, "rate_limited timeout"],
  ["headers without end", { raw: { bytes: "HTTP/1.1 200 OK\r\n", repeat: { bytes: "a: b\r\n", every_ms: 1, times: 0 } } }, "timeout network"],
  ["early hints and silence", { raw: { bytes: "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n", then: "hold" } }, "timeout network"],
  ["continue and nothing", { raw: { bytes: "HTTP/1.1 100 Continue\r\n\r\n" } }, "network bad_response"],
  ["switching protocols", { raw: { bytes: "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n" } }, "network bad_response timeout"],
  ["201", respond(201, '{"data":{"muting":true}}'), "bad_response"],
  ["202 with nothing", respond(202), "bad_response"],
  ["204", respond(204), "bad_response"],
  ["205", respond(205), "bad_response network"],
  ["206", respond(206, '{"data":{"muting":true}}'), "bad_response"],
  ["299", raw("299 Fine", "content-length: 2\r\n\r\n{}"), "bad_response"],
  ["300", respond(300, "{}"), "bad_response"],
  ["301 to another origin", respond(301, "", [["location", "https://example.org/"]]), "network bad_response"],
  ["302 with no location", respond(302), "bad_response network"],
  ["303 to itself", respond(303, "", [["location", "/2/users/1/muting"]]), "network bad_response"],
  ["304", respond(304), "bad_response"],
  ["307 to another origin", respond(307, "", [["location", "https://example.org/"]]), "network bad_response"],
  ["308 to javascript", respond(308, "", [["location", "javascript:alert(1)"]]), "network bad_response"],
  ["405", respond(405, "{}"), "bad_request"],
  ["407", respond(407, ""), "bad_request network"],
  ["408", respond(408, ""), "bad_request network"],
  ["418", respond(418, "teapot"), "bad_request"],
  ["421", respond(421, ""), "bad_request network"],
  ["431", respond(431, ""), "bad_request"],
  ["451", respond(451, "unavailable"), "bad_request"],
  ["499", respond(499, ""), "bad_request"],
  ["501", respond(501, ""), "server_error"],
  ["511", respond(511, "<html>log in</html>"), "server_error"],
  ["599", respond(599, ""), "server_error"],
  ["600", raw("600 What", "content-length: 0\r\n\r\n"), "bad_response network"],
  ["999", raw("999 Denied", "content-length: 0\r\n\r\n"), "bad_response network"],
  ["an empty 200", respond(200), "bad_response"],
  ["null", respond(200, "null"), "bad_response"],
  ["a string", respond(200, '"muting"'), "bad_response"],
  ["a number", respond(200, "1e999"), "bad_response"],
  ["an array", respond(200, '[{"data":{"muting":true}}]'), "bad_response"],
  ["no data", respond(200, "{}"), "bad_response"],
  ["data that is null", respond(200, '{"data":null}'), "bad_response"],
  ["data that is text", respond(200, '{"data":"muting"}'), "bad_response"],
  ["muting that is text", respond(200, '{"data":{"muting":"true"}}'), "bad_response"],
  ["muting that is 1", respond(200, '{"data":{"muting":1}}'), "bad_response"],
  ["muting that is false", respond(200, '{"data":{"muting":false}}'), "bad_response"],
  ["muting elsewhere", respond(200, '{"muting":true}'), "bad_response"],
  ["two answers", respond(200, '{"data":{"muting":true}}{"data":{"muting":true}}'), "bad_response"],
  ["an answer and rubbish", respond(200, '{"data":{"muting":true}}\0'), "bad_response"],
  ["half an answer", respond(200, '{"data":{"muting":tru'), "bad_response"],
  ["a page", respond(200, "<!doctype html><title>Log in to the Wi-Fi</title>", [["content-type", "text/html"]]), "bad_response"],
  ["JSON with padding", respond(200, ')]}\',\n{"data":{"muting":true}}'), "bad_response"],
  ["UTF-16", { respond: { status: 200, body_base64: "//57ACIAZABhAHQAYQAiADoAMQB9AA==" } }, "bad_response"],
  ["bytes that are no text", { respond: { status: 200, body_base64: "/////wAAAICAgA==" } }, "bad_response"],
  ["deep nesting", respond(200, "[".repeat(50_000)), "bad_response"],
  ["deep nesting that ends", respond(400, `{"title":${"[".repeat(20_000)}${"]".repeat(20_000)}}`), "bad_request"],
  ["deep objects", respond(403, '{"errors":['.repeat(20_000)), "forbidden"],
  ["an endless title", json(403, { title: "T".repeat(60_000), detail: "d" }), "forbidden"],
  ["a problem of a megabyte", json(403, { title: "T", detail: "d".repeat(1 << 20) }), "forbidden"],
  ["errors that are no list", json(403, { title: "T", errors: { a: 1 } }), "forbidden"],
  ["errors that are no objects", json(403, { errors: [1, "x", null, [2]] }), "forbidden"],
  ["texts that are no texts", json(403, { title: 1, detail: { a: 1 }, type: [], reason: false }), "forbidden"],
  ["a type that is a path", json(403, { title: "T", type: "/../../a/../" }), "forbidden"],
  ["half a surrogate pair", respond(403, '{"title":"\\ud800","detail":"\\udfff"}'), "forbidden"],
  ["control characters", respond(403, "{\"title\":\"a\u0001b\"}"), "forbidden"],
  ["__proto__", respond(403, '{"title":"T","errors":[{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}]}'), "forbidden"],
  ["a key twice", respond(403, '{"title":"a","title":"b","title":"c"}'), "forbidden"],
  ["numbers beyond doubles", respond(403, `{"title":"T","errors":[{"value":${"9".repeat(400)}}]}`), "forbidden"],
  ["limits that are nonsense", respond(429, "", [["x-rate-limit-limit", "NaN"], ["x-rate-limit-remaining", "-1"], ["x-rate-limit-reset", "soon"]]), "rate_limited"],
  ["a reset in the past", respond(429, "", limits("rate-limit", 0, 1)), "rate_limited"],
  ["a reset a week ahead", respond(429, "", limits("rate-limit", 0, soon + 604_800)), "rate_limited"],
  ["a reset beyond time", respond(429, "", limits("rate-limit", 0, "99999999999999999999")), "rate_limited"],
  ["headers twice", raw("429 Too Many", "x-rate-limit-limit: 50\r\nx-rate-limit-limit: 51\r\nx-rate-limit-remaining: 0\r\ncontent-length: 0\r\ncontent-length: 0\r\n\r\n"), "rate_limited network"],
  ["two lengths", raw("200 OK", "content-length: 2\r\ncontent-length: 3\r\n\r\n{}"), "network bad_response"],
  ["a negative length", raw("200 OK", "content-length: -5\r\n\r\n{}"), "network bad_response"],
  ["gzip that is none", respond(200, "not gzip", [["content-encoding", "gzip"]]), "network bad_response"],
  ["an encoding that is none", respond(200, '{"data":{"muting":1}}', [["content-encoding", "rot13"]]), "bad_response network"],
  ["a header of 30 KB", respond(403, "", [["x-long", "a".repeat(30_000)]]), "forbidden network"],
  ["a transaction of 8 KB", respond(403, "", [["x-transaction-id", "\"\\".repeat(4000)]]), "forbidden network"],
  ["Retry-After in years", respond(429, "", [["retry-after", "999999999"]]), "rate_limited"],
  ["Retry-After that is nonsense", respond(429, "", [["retry-after", "later, perhaps"]]), "rate_limited"],
];

export default function hostile(QUnit, env) {
  const TOKEN = "stand-in-token";
  const soon = Math.floor(Date.now() / 1000) + 600;
  const hostileReplies = hostileAt(soon);

  async function meet(assert, fault) {
    const { mute, XError } = await import(env.pkg + env.entry);
    const { baseUrl, me, other, fault: add } = await world(env.xServer, `${env.engine} ${assert.test.testId}`);
    await add({ method: "POST", times: 0, ...fault });
    const started = Date.now();
    const error = await rejection(mute(TOKEN, me, other, { baseUrl, timeoutMs: 1000, maxRetries: 0 }));
    assert.ok(Date.now() - started < 5000, "it settles in time");
    assert.ok(error instanceof XError, String(error));
    assert.notOk(`${error.message} ${error.stack} ${JSON.stringify(error)} ${error.cause?.stack}`.includes(TOKEN));
    assert.notOk(/\[object|undefined|HTTP \d+:/.test(error.message), error.message.slice(0, 200));
    assert.strictEqual({}.polluted, undefined);
    return error;
  }

  for (const [what, fault, code, more] of seenAt(soon)) {
    QUnit.test(`X answers ${what}: ${code}`, async (assert) => {
      const error = await meet(assert, fault);
      assert.strictEqual(error.code, code, error.message);
      assert.strictEqual(error.attempts, 1);
      for (const [name, value] of Object.entries(more)) assert.deepEqual(error[name], value, name);
    });
  }

  for (const [what, fault, codes] of hostileReplies) {
    QUnit.test(`somebody answers ${what}`, async (assert) => {
      const error = await meet(assert, fault);
      assert.ok(codes.split(" ").includes(error.code), `${error.code}: ${error.message.slice(0, 300)}`);
      assert.ok(error.body === undefined || new TextEncoder().encode(error.body).length <= 1024);
    });
  }

  QUnit.test("there are at least 60 hostile replies", (assert) => {
    assert.ok(hostileReplies.length >= 60);
  });

  QUnit.test("what X says in fields that are unknown is not lost", async (assert) => {
    const fields = { title: "T", detail: "D", type: "about:blank", required_enrollment: "Standard", registration_url: "https://x.com" };
    assert.deepEqual((await meet(assert, json(403, fields))).errors, [fields]);
  });
}
