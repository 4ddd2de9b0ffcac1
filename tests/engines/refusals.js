// What is refused before anything is sent.
import { rejection } from "./support.js";

export default function refusals(QUnit, env) {
  const TOKEN = "token-that-nobody-may-see";
  const WHY_NOT_NUMBERS = "numbers round IDs of 17 to 19 digits to another account's";

  /** What is given in place of [token, sourceUserId, targetUserId, options], and what the message says. */
  const TABLE = [
    ["a number as an ID", { target: 5 }, "targetUserId", WHY_NOT_NUMBERS],
    ["a number that was an ID once", { source: 1234567890123456789 }, "sourceUserId", WHY_NOT_NUMBERS],
    ["an ID with a leading zero", { target: "05" }, "targetUserId", "`05` has a leading zero"],
    ["an ID after a space", { target: " 5" }, "targetUserId", "` 5` begins or ends with a space"],
    ["an ID before a space", { source: "5 " }, "sourceUserId", "`5 ` begins or ends with a space"],
    ["an ID before a line break", { target: "5\n" }, "targetUserId", "begins or ends with a space"],
    ["an ID with a sign", { target: "+5" }, "targetUserId", "`+5` has a sign"],
    ["a negative bigint", { target: -5n }, "targetUserId", "`-5` has a sign"],
    ["an ID with a slash", { target: "5/6" }, "targetUserId", "characters other than the digits"],
    ["a path", { target: ".." }, "targetUserId", "characters other than the digits"],
    ["an escaped path", { source: "5%2f..%2f6" }, "sourceUserId", "characters other than the digits"],
    ["an empty ID", { target: "" }, "targetUserId", "is empty"],
    ["an ID of 20 digits", { target: "12345678901234567890" }, "targetUserId", "has too many digits"],
    ["a bigint of 20 digits", { target: 12345678901234567890n }, "targetUserId", "has too many digits"],
    ["digits that are not ASCII", { target: "١٢٣" }, "targetUserId", "characters other than the digits"],
    ["full-width digits", { target: "１２３" }, "targetUserId", "characters other than the digits"],
    ["half a surrogate pair", { target: "5\ud800" }, "targetUserId", "characters other than the digits"],
    ["a username", { target: "@jack" }, "targetUserId", "is a username"],
    ["no ID", { target: undefined }, "targetUserId", "it was undefined"],
    ["null as an ID", { source: null }, "sourceUserId", "it was null"],
    ["an object that becomes an ID", { target: { toString: () => "5" } }, "targetUserId", "it was an object"],
    ["the token in place of an ID", { source: TOKEN }, "sourceUserId", "what was given has characters other than"],
    ["an empty token", { token: "" }, "token", "is empty"],
    ["a token with its scheme", { token: `Bearer ${TOKEN}` }, "token", "starts with `Bearer `"],
    ["a token with its scheme in lower case", { token: `bearer ${TOKEN}` }, "token", "starts with `Bearer `"],
    ["a token with a space", { token: `${TOKEN} ` }, "token", "has a space or a line break"],
    ["a token with a header after it", { token: `${TOKEN}\r\nx-more: 1` }, "token", "has a space or a line break"],
    ["a token with a quote", { token: `"${TOKEN}"` }, "token", "a character that no token has"],
    ["a token with a control character", { token: `${TOKEN}\0` }, "token", "a character that no token has"],
    ["no token", { token: undefined }, "token", "it was undefined"],
    ["plain http", { options: { baseUrl: "http://api.x.com" } }, "baseUrl", "plain http on another host"],
    ["a host that begins like loopback", { options: { baseUrl: "http://127.0.0.1.example" } }, "baseUrl", "plain http"],
    ["a user in the URL", { options: { baseUrl: `https://${TOKEN}@api.x.com` } }, "baseUrl", "carries a user"],
    ["a query in the URL", { options: { baseUrl: "https://api.x.com?a" } }, "baseUrl", "has a query"],
    ["a fragment in the URL", { options: { baseUrl: "https://api.x.com#a" } }, "baseUrl", "has a fragment"],
    ["another scheme", { options: { baseUrl: "ftp://api.x.com" } }, "baseUrl", "has another scheme"],
    ["a relative URL", { options: { baseUrl: "/x" } }, "baseUrl", "must be an absolute URL"],
    ["something else as a URL", { options: { baseUrl: 5 } }, "baseUrl", "it was a number"],
    ["a negative time limit", { options: { timeoutMs: -1 } }, "timeoutMs", "it was -1"],
    ["a time limit beyond what timers take", { options: { timeoutMs: 2 ** 31 } }, "timeoutMs", "it was 2147483648"],
    ["a time limit that is no number", { options: { timeoutMs: NaN } }, "timeoutMs", "it was NaN"],
    ["a time limit as text", { options: { timeoutMs: "5" } }, "timeoutMs", "it was a string"],
    ["a negative number of retries", { options: { maxRetries: -1 } }, "maxRetries", "it was -1"],
    ["half a retry", { options: { maxRetries: 0.5 } }, "maxRetries", "it was 0.5"],
    ["a wait beyond what timers take", { options: { maxRateLimitWaitMs: 2 ** 31 } }, "maxRateLimitWaitMs", "2147483648"],
    ["a fetch that is no function", { options: { fetch: 5 } }, "fetch", "must be a function"],
    ["an onResponse that is no function", { options: { onResponse: {} } }, "onResponse", "must be a function"],
    ["a signal that cannot be left", { options: { signal: { addEventListener() {} } } }, "signal", "must be an AbortSignal"],
    ["a token of a megabyte", { token: "t".repeat(1 << 20) }, "token", "is longer than any token"],
    ["an ID of a megabyte", { target: "5".repeat(1 << 20) }, "targetUserId", "has too many digits"],
    ["a signal that is none", { options: { signal: {} } }, "signal", "must be an AbortSignal"],
    ["an authorization header", { options: { headers: { Authorization: TOKEN } } }, "headers", "must not have authorization"],
    ["a header that is none", { options: { headers: { "a b": TOKEN } } }, "headers", "valid names and values"],
    ["a header value with a line break", { options: { headers: { a: `${TOKEN}\nb` } } }, "headers", "valid names"],
    ["an option that is spelt otherwise", { options: { baseURL: "https://x.example" } }, "baseURL", "is no option; did you mean baseUrl?"],
    ["an option of fetch's", { options: { timeout: 5000 } }, "timeout", "is no option; did you mean timeoutMs?"],
    ["an option in short", { options: { retries: 3 } }, "retries", "did you mean maxRetries?"],
    ["an option with two letters swapped", { options: { singal: AbortSignal.abort() } }, "singal", "did you mean signal?"],
    ["an option that is undefined", { options: { header: undefined } }, "header", "did you mean headers?"],
    ["an option that is like none", { options: { zzz: 1 } }, "zzz", "is no option; there are baseUrl, signal, timeoutMs, maxRetries, maxRateLimitWaitMs, fetch, headers, onResponse"],
    ["a token as an option", { options: { [TOKEN]: 1 } }, "a member of options", "is no option"],
    ["an option of a megabyte", { options: { ["x".repeat(1 << 20)]: 1 } }, "a member of options", "is no option"],
    ["options that are no object", { options: 5 }, "options", "must be an object"],
    ["null as options", { options: null }, "options", "must be an object"],
  ];

  for (const [what, given, argument, says] of TABLE) {
    QUnit.test(`${what} is refused, and nothing is sent`, async (assert) => {
      const { mute, unmute, XError } = await import(env.pkg + env.entry);
      const { token, source, target, options } = { token: TOKEN, source: "1", target: "2", options: {}, ...given };
      let sent = 0;
      const fetch = () => {
        sent += 1;
      };
      const all = typeof options === "object" && options !== null ? { fetch, ...options } : options;
      for (const call of [mute, unmute]) {
        const error = await rejection(call(token, source, target, all));
        assert.ok(error instanceof XError, String(error));
        assert.strictEqual(error.code, "invalid_argument");
        assert.ok(error.message.startsWith(`${argument} `), error.message);
        assert.ok(error.message.includes(says), error.message);
        assert.strictEqual(error.attempts, 0);
        assert.notOk(`${error.message} ${error.stack} ${JSON.stringify(error)} ${error.cause}`.includes(TOKEN));
      }
      assert.strictEqual(sent, 0);
    });
  }

  QUnit.test("members that are hidden, inherited, symbols or of a class are no options, and are not refused", async (assert) => {
    const { mute } = await import(env.pkg + env.entry);
    const fetch = async () => new Response('{"data":{"muting":true}}');
    class Mine { baseURL = "https://x.example"; fetch = fetch; }
    const hidden = Object.defineProperty({ fetch }, "baseURL", { value: "https://x.example" });
    const array = Object.assign([], { fetch });
    for (const options of [new Mine(), hidden, { fetch, [Symbol("baseURL")]: 1 }, Object.create(new Mine()), { fetch, toString: () => "mine" }, array]) {
      assert.deepEqual(await mute("token", "1", "2", options), { data: { muting: true } });
    }
  });

  QUnit.test("an option that does not exist is not read", async (assert) => {
    const { mute } = await import(env.pkg + env.entry);
    const error = await rejection(mute("token", "1", "2", { get baseURL() { throw new Error("read"); } }));
    assert.strictEqual(error.code, "invalid_argument");
  });

  QUnit.test("IDs of 1 to 19 digits are sent as they are", async (assert) => {
    const { unmute } = await import(env.pkg + env.entry);
    for (const id of ["0", "5", "9999999999999999999", 0n, 1234567890123456789n]) {
      let url;
      const fetch = async (sentTo) => {
        url = sentTo;
        return new Response('{"data":{"muting":false}}');
      };
      await unmute("token", "1", id, { fetch });
      assert.strictEqual(url, `https://api.x.com/2/users/1/muting/${id}`);
    }
  });
}
