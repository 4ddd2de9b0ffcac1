// Whatever characters a secret has, and whatever a body is made of: nobody's calls end with it, and nothing takes its time.
import { bothEntries, instant, rejection, turn } from "../support.js";
import { textsOf } from "../texts.js";

export default function patterns(QUnit, env) {
  const load = () => bothEntries(env.pkg, env);
  const REDIRECT = "https://app.example/back";

  /** What a stranger may put into a callback as its code, as whoever makes a pattern of it would not expect. */
  const CODES = {
    "a backslash": "\\", "a backslash at the end": "abcdefgh\\", "backslashes": "\\".repeat(1001), "a backslash and a letter": "abc\\defgh",
    "a bracket": "abcdefg[", "the other bracket": "abcdefg]", "both brackets": "[]abcdefgh", "a caret": "^abcdefgh", "a class": "[^abcdefgh]",
    "a class that is none": "[z-a]abcdefgh", "parentheses": "((((((((", "the other parentheses": "))))))))", "a group that is none": "(?<abcdefgh",
    "a star": "********", "a plus": "++++++++", "braces": "a{99999999,1}", "a dollar sign": "$$$$$$$$", "a replacement": "$&$1$`$'abcdefgh",
    "a dot": "........", "alternatives": "|||||||||", "an escape that is none": "\\u{110000}abcdefgh", "half an escape": "abcdefgh\\u00",
    "percent signs": "%%%%%%%%", "half a percent escape": "abcdefgh%2", "an entity that is none": "&#x110000;abcdefgh", "half an entity": "abcdefgh&#",
    "a NUL": "abcd\0efgh", "line breaks": "abcd\r\nefgh", "marks that nobody sees": "\u200b".repeat(20), "half a character": "abcdefgh\ud800",
    "letters of other alphabets": "ключключ", "faces": "\u{1f600}".repeat(8), "quotes": '"""""""""', "much": "a".repeat(100_000), "much of everything": "\\[^%&#x;]".repeat(10_000),
  };
  for (const [what, code] of Object.entries(CODES)) {
    QUnit.test(`a code that has ${what}: refused as X refuses it, and calls of others go on`, async (assert) => {
      const { Client, beginSignIn, completeSignIn, memoryStore } = await load();
      let answer;
      const fetchLater = () => new Promise((resolve) => { answer = resolve; });
      const other = new Client({ auth: "token", userId: "1", fetch: fetchLater }).mute("2");
      const { pending } = await beginSignIn({ clientId: "id", redirectUri: REDIRECT });
      const callback = new URL(REDIRECT);
      callback.search = new URLSearchParams({ state: pending.state, code }).toString();
      const bodies = [JSON.stringify({ error: "invalid_request", error_description: `no ${code}`.slice(0, 300) }), `<html>${code}`, code];
      for (const body of bodies) {
        const fetch = instant(body, { status: 400, headers: { "x-transaction-id": "1" } });
        const error = await rejection(completeSignIn(callback.href, pending, { store: memoryStore(), fetch, baseUrl: "https://proxy.example" }));
        assert.strictEqual(error.code, "sign_in", String(error));
        assert.notOk(error.cause);
      }
      answer(new Response('{"data":{"muting":true}}'));
      assert.deepEqual(await other, { data: { muting: true } });
    });
  }

  /** Tokens that are as long, or as odd, as they may be. */
  const TOKENS = {
    "5,000 characters": "a1B".repeat(1667), "10,000 characters": "a".repeat(10_000), "escapes of URLs": "%25".repeat(3000), "percent signs": "%".repeat(500),
    "dots": ".".repeat(300), "plus signs": "+".repeat(300), "the same letters": "ab".repeat(4000), "slashes": "/".repeat(1000), "what looks like hexadecimal": "%u0041%x41".repeat(100),
    "a Base64 end": `${"A".repeat(2000)}==`,
  };
  for (const [what, token] of Object.entries(TOKENS)) {
    QUnit.test(`a token of ${what}: failures keep their code, no cause has it, and calls of others go on`, async (assert) => {
      const { mute } = await load();
      const others = Array.from({ length: 5 }, () => mute("token", "1", "2", { fetch: async () => {
        await turn();
        return new Response('{"data":{"muting":true}}');
      } }));
      for (const [body, status, code] of [["{}", 401, "unauthorized"], [token, 400, "bad_request"], [`{"title":"${token}"}`, 403, "forbidden"], [`<html>${token.slice(0, -1)}`, 503, "server_error"]]) {
        const error = await rejection(mute(token, "1", "2", { fetch: instant(body, { status, headers: { "x-transaction-id": token.slice(0, 500) } }), maxRetries: 0 }));
        assert.strictEqual(error.code, code);
        assert.deepEqual(textsOf(error).filter((text) => text.includes(token)), []);
      }
      for (const other of await Promise.all(others)) assert.deepEqual(other, { data: { muting: true } });
    });
  }

  const MiB = 1024 * 1024;
  /** Bodies that whoever searches them for a token without care searches for long. */
  const BODIES = {
    "a token's beginning, again and again": (token) => token.slice(0, -1).repeat(15 * MiB / (token.length - 1)),
    "a token's first letter": (token) => token[0].repeat(15 * MiB),
    "backslashes": () => "\\".repeat(15 * MiB),
    "percent signs": () => "%".repeat(15 * MiB),
    "escaped escapes": () => "%2525".repeat(3 * MiB),
    "JSON's escapes": () => `{"title":"${"\\u0061".repeat(2 * MiB)}"}`,
    "escaped quotes": () => `{"title":"${'\\"'.repeat(7 * MiB)}"}`,
    "brackets": () => "[".repeat(15 * MiB),
    "entities": () => "&#97;".repeat(3 * MiB),
    "a problem as long as one may be": (token) => `{"title":"${token.slice(0, -1).repeat(65_000 / (token.length - 1))}"}`,
    "a problem of short texts": () => `{"title":"x","errors":[${'"ab",'.repeat(12_000)}"ab"]}`,
    "a problem of texts as long as a secret": () => `{"title":"x","errors":[${'"abababab",'.repeat(5_000)}"ab"]}`,
    "a problem of escapes as long as one may be": () => `{"title":"${"\\u0061".repeat(10_900)}"}`,
  };
  for (const [what, make] of Object.entries(BODIES)) {
    QUnit.test(`a body of ${what} takes no time`, async (assert) => {
      const { mute } = await load();
      const token = "ab".repeat(2000) + "c";
      const body = make(token);
      const began = performance.now();
      const error = await rejection(mute(token, "1", "2", { fetch: instant(body, { status: 400 }), maxRetries: 0 }));
      const took = performance.now() - began;
      assert.strictEqual(error.code, "bad_request");
      // In workerd no clock goes on while a script runs.
      assert.ok(took < 2000, `${took} ms`);
    });
  }
}
