// Nothing that was sent comes back to be seen, however it is spelled; and of what a token endpoint says nothing is kept that
// may have tokens in it.
import { signInWorld } from "../../support/sign-in.js";
import { bothEntries, instant, rejection } from "../support.js";
import { textsOf } from "../texts.js";
import { meanings, PLACES, SPELLINGS } from "./spellings.js";

export default function echoes(QUnit, env) {
  const load = () => bothEntries(env.pkg, env);

  /** Whether a secret is in anything that can be got out of these values. */
  const has = (secret, ...values) => values.flatMap((value) => textsOf(value)).flatMap(meanings)
    .some((text) => text.toLowerCase().includes(secret.toLowerCase()));

  const TOKEN = "s3cret/Bearer+token.that~nobody%2Fmay-see==";
  for (const [spelling, spell] of Object.entries(SPELLINGS)) {
    QUnit.test(`a token that is echoed ${spelling} is not in the error, wherever it stood`, async (assert) => {
      const { mute, XError } = await load();
      for (const [place, body] of Object.entries(PLACES)) {
        const fetch = instant(body(spell(TOKEN)), { status: 400 });
        const error = await rejection(mute(TOKEN, "1", "2", { fetch, maxRetries: 0 }));
        assert.ok(error instanceof XError && error.code !== "internal", String(error));
        assert.notOk(has(TOKEN, error, error.toJSON()), `${place}: ${JSON.stringify(error)}`);
      }
    });
  }

  QUnit.test("OAuth 1.0a's keys that are echoed are not in the error, decoded neither", async (assert) => {
    const { Client } = await load();
    const keys = { consumerKey: "consumer/key+1234", consumerSecret: "consumer-secret", accessToken: "7-access/token+1234=", accessTokenSecret: "token-secret" };
    for (const spell of Object.values(SPELLINGS)) {
      for (const key of ["consumerKey", "accessToken"]) {
        const fetch = instant(PLACES["a problem's detail"](spell(keys[key])), { status: 401 });
        const error = await rejection(new Client({ auth: keys, fetch }).mute("2"));
        assert.notOk(has(keys[key], error), JSON.stringify(error));
      }
    }
  });

  QUnit.test("the caller's own headers that are echoed are not in the error", async (assert) => {
    const { mute } = await load();
    const key = "the-key-of-my/own+proxy=";
    for (const [place, body] of Object.entries(PLACES)) {
      const error = await rejection(mute("token", "1", "2", { fetch: instant(body(key), { status: 403 }), headers: { "x-api-key": key } }));
      assert.notOk(has(key, error), place);
    }
  });

  QUnit.test("a token that is echoed beside people is not in what is told of them", async (assert) => {
    const { Client } = await load();
    const echoes = Object.values(SPELLINGS).map((spell) => spell(TOKEN));
    for (const echo of echoes) {
      const errors = [{ value: "8", title: echo, detail: echo, type: echo, parameter: echo }];
      const client = new Client({ auth: TOKEN, userId: "1", fetch: instant(JSON.stringify({ data: [{ id: "7" }], errors, meta: { result_count: 1 } })) });
      const found = await client.users({ ids: ["7", "8"] });
      assert.deepEqual([found.users.length, found.missing.length, has(TOKEN, found)], [1, 1, false]);
      for await (const page of client.muted().pages()) assert.deepEqual([page.users.length, page.errors.length, has(TOKEN, page)], [1, 1, false]);
    }
  });

  QUnit.test("a token that is echoed is not in what is kept of a job, nor in its report", async (assert) => {
    const { Client, memoryStore } = await load();
    for (const [place, body] of Object.entries(PLACES)) {
      const kept = [];
      const store = memoryStore();
      const update = store.update;
      store.update = (key, change) => update(key, (old) => {
        const next = change(old);
        kept.push(next);
        return next;
      });
      const fetch = instant(body(TOKEN), { status: 403 });
      const job = await new Client({ auth: TOKEN, userId: "1", fetch }).job({ version: 1, userId: "1", mute: [{ id: "2" }], unmute: [] }, { store, pace: "burst" });
      const report = await job.run();
      assert.ok(kept.length > 2);
      assert.notOk(has(TOKEN, kept, report, job.csv(), job.checkpoint()), place);
    }
  });

  QUnit.test("a token that X had refused before is not in a later answer's error either", async (assert) => {
    const { Client } = await load();
    const answers = [[401, "{}"], [400, JSON.stringify({ title: "Odd", detail: `you sent ${TOKEN} before` })]];
    const tokens = [TOKEN, "the-token-after-that-one"];
    const fetch = async () => new Response(answers[0][1], { status: answers.shift()[0] });
    const error = await rejection(new Client({ auth: () => tokens.shift(), userId: "1", fetch, maxRetries: 0 }).mute("2"));
    assert.strictEqual(error.code, "bad_request");
    assert.notOk(has(TOKEN, error), JSON.stringify(error));
  });

  QUnit.test("a header's parts that are echoed are not in the error", async (assert) => {
    const { mute } = await load();
    const secret = "0123456789abcdef-of-nobody";
    for (const headers of [{ cookie: `sid=${secret}; lang=en` }, { "proxy-authorization": `Bearer ${secret}` }, { "x-auth": `Basic ${btoa(`me:${secret}`)}` }, { "x-keys": `a, ${secret},b` }]) {
      const error = await rejection(mute("token", "1", "2", { headers, fetch: instant(`{"detail":"${secret}"}`, { status: 400 }) }));
      assert.notOk(has(secret, error), JSON.stringify(error));
    }
  });

  QUnit.test("what is struck out makes no other thing of a reply", async (assert) => {
    const { Client, mute } = await load();
    const keys = { consumerKey: "consumer-key", consumerSecret: "s", accessToken: "2244994945-abcdefghijklmnopqrstuvwxyz", accessTokenSecret: "s" };
    const own = await rejection(new Client({ auth: keys, fetch: instant('{"detail":"not allowed for user 2244994945"}', { status: 403 }) }).mute("2"));
    assert.strictEqual(own.detail, "not allowed for user 2244994945");
    // Names and IDs that were asked for are the caller's, whatever else they are.
    const names = new Client({ auth: keys, fetch: instant('{"errors":[{"value":"oauth_token","title":"no"}]}') });
    assert.deepEqual((await names.users({ usernames: ["oauth_token"] })).missing, [{ username: "oauth_token", title: "no" }]);
    const headers = { "x-for": "somebody_else", "x-user-id": "1234567890123456789" };
    const plan = await new Client({ auth: "token", userId: "1", headers, fetch: instant('{"errors":[{"value":"somebody_else","title":"no"}]}') })
      .plan({ mute: { usernames: ["somebody_else"] } });
    assert.deepEqual(plan.skipped, [{ username: "somebody_else", why: "missing" }]);
    const page = new Client({ auth: "token", userId: "1", headers, fetch: instant('{"data":[{"id":"7"}],"errors":[{"value":1234567890123456789}]}') });
    for await (const { users, errors } of page.muted().pages()) assert.deepEqual([users.length, errors], [1, [{ value: "[token]" }]]);
    const plain = { accept: "application/json", "user-agent": "Mozilla/5.0 (X11; Linux x86_64)" };
    for (const detail of ["Not enabled for this application", "Content-Type must be application/json", "Mozilla/5.0 (X11; Linux x86_64) is old"]) {
      const error = await rejection(mute("token", "1", "2", { headers: plain, fetch: instant(JSON.stringify({ title: "t", detail }), { status: 400 }) }));
      assert.strictEqual(error.detail, detail);
    }
    const numbers = '{"title":"t","type":"https://api.x.com/2/problems/usage-capped","n":-1234567890123456789,"m":12345678}';
    const capped2 = await rejection(mute("12345678", "1", "2", { headers, fetch: instant(numbers, { status: 403 }) }));
    assert.deepEqual([capped2.code, capped2.errors[0].m], ["payment_required", "[token]"]);
    const chained = `{"title":"Forbidden","detail":"${"%3".repeat(8000)}1"}`;
    assert.strictEqual((await rejection(mute(TOKEN, "1", "2", { fetch: instant(chained, { status: 403 }) }))).title, "Forbidden");
    const capped = '{"title":"UsageCapExceeded","type":"https://api.x.com/2/problems/usage-capped"}';
    assert.strictEqual((await rejection(mute("token", "1", "2", { headers: { "x-p": "usage-capped" }, fetch: instant(capped, { status: 429 }) }))).code, "payment_required");
  });

  QUnit.test("a page whose next one is called as a secret is none", async (assert) => {
    const { Client } = await load();
    const client = new Client({ auth: TOKEN, userId: "1", fetch: instant(JSON.stringify({ data: [{ id: "7" }], meta: { result_count: 1, next_token: TOKEN } })) });
    const error = await rejection(client.muted().next());
    assert.deepEqual([error.code, has(TOKEN, error)], ["bad_response", false]);
  });

  QUnit.test("what X says beside people is looked through as far as it is kept, and takes no time", async (assert) => {
    const { Client } = await load();
    const much = "ab".repeat(3 * 1024 * 1024);
    const page = JSON.stringify({ data: [{ id: "7" }], errors: [{ value: "8", detail: much }, { message: much }], meta: { result_count: 1 } });
    const client = new Client({ auth: TOKEN, userId: "1", fetch: instant(page) });
    const took = async () => {
      const began = performance.now();
      await client.users({ ids: ["7", "8"] });
      for await (const _ of client.muted()) break;
      return performance.now() - began;
    };
    // The machine may be busy with something else, but hardly three times.
    const least = Math.min(await took(), await took(), await took());
    assert.ok(least < 2000, `${least} ms`);
  });

  // --- token endpoints -----------------------------------------------------------------------------------------------

  const NEW = { access_token: "n3w-access-token-that-nobody-may-see", refresh_token: "n3w-refresh-token-that-nobody-may-see" };
  const form = new URLSearchParams(NEW).toString();
  const json = JSON.stringify(NEW);

  /** How a token endpoint may answer tokens, and not as it promises. */
  const ISSUED = {
    "as a form": form,
    "as a form within a page": `<html>${form}`,
    "as JSON in JSON": JSON.stringify({ error: "invalid_request", data: json }),
    "as JSON in an error's description": JSON.stringify({ error: "invalid_request", error_description: json }),
    "as a form in an error's description": JSON.stringify({ error: "invalid_request", error_description: form }),
    "as an error": JSON.stringify({ error: NEW.access_token, error_description: NEW.refresh_token }),
    "in words": JSON.stringify({ error: "invalid_request", error_description: `The tokens ${NEW.access_token} and ${NEW.refresh_token} were issued before` }),
    "in single quotes": json.replaceAll('"', "'"),
    "in a list": JSON.stringify(Object.values(NEW)),
    "in a list of lists": JSON.stringify([[NEW]]),
    "under other names": JSON.stringify({ accessToken: NEW.access_token, jwt: NEW.refresh_token, title: NEW.access_token, detail: NEW.refresh_token }),
    "as a problem": JSON.stringify({ title: "Odd", detail: json, type: form, errors: [NEW, { message: json }] }),
    "within an object": JSON.stringify({ token: NEW, session: { token: NEW.refresh_token } }),
    "as names": JSON.stringify({ [NEW.access_token]: NEW.refresh_token }),
    "as XML": `<token access="${NEW.access_token}">${NEW.refresh_token}</token>`,
    "as YAML": `access_token: ${NEW.access_token}\nrefresh_token: ${NEW.refresh_token}\n`,
    "after padding": `)]}'\n${json}`,
    "cut off": json.slice(0, -3),
  };
  for (const [how, body] of Object.entries(ISSUED)) {
    QUnit.test(`tokens that are answered ${how} are in no error, and neither is the code or the refresh token that was sent`, async (assert) => {
      const { back, settings, completeSignIn, signIn } = await signInWorld(await load(), env, `${env.engine} ${assert.test.testId}`);
      for (const status of [200, 400, 401, 500]) {
        const { callback, pending } = await back();
        const code = new URL(callback).searchParams.get("code");
        const fetch = async () => new Response(body, { status });
        const error = await rejection(completeSignIn(callback, pending, settings({ fetch })));
        assert.strictEqual(error.name, "XError");
        assert.strictEqual(error.body, undefined);
        assert.strictEqual(error.errors, undefined);
        for (const secret of [code, pending.verifier, ...Object.values(NEW)]) assert.notOk(has(secret, error), JSON.stringify(error));
      }
      const kept = settings();
      const session = await signIn(kept);
      const { refresh_token } = JSON.parse(await kept.store.get("session"));
      const { Session } = await load();
      const later = { now: () => kept.clock.now() + 9e6, wait: kept.clock.wait };
      const restored = await Session.restore({ ...kept, clientId: "stand-in-client", clock: later, fetch: async () => new Response(body, { status: 400 }) });
      for (const error of [await rejection(restored.accessToken()), await rejection(restored.signOut())]) {
        for (const secret of [refresh_token, ...Object.values(NEW)]) assert.notOk(has(secret, error), JSON.stringify(error));
      }
      assert.ok(session.expiresAt > new Date(0));
    });
  }

  for (const [spelling, spell] of Object.entries(SPELLINGS)) {
    QUnit.test(`a code, a verifier and a refresh token that are echoed ${spelling} are in no error`, async (assert) => {
      const { back, settings, completeSignIn } = await signInWorld(await load(), env, `${env.engine} ${assert.test.testId}`);
      for (const field of ["code", "code_verifier"]) {
        const { callback, pending } = await back();
        const sent = {};
        const fetch = async (url, { body }) => {
          Object.assign(sent, Object.fromEntries(new URLSearchParams(body)));
          return new Response(JSON.stringify({ error: "invalid_request", error_description: `Value ${spell(sent[field])} was invalid.` }), { status: 400 });
        };
        const error = await rejection(completeSignIn(callback, pending, settings({ fetch })));
        assert.strictEqual(error.code, "sign_in");
        assert.strictEqual(error.title, "invalid_request");
        assert.notOk(has(sent[field], error), JSON.stringify(error));
      }
    });
  }
}
