// The ways into the package.
import { CLIENT_NAMES, INDEX_NAMES } from "../support/public-names.js";
import { world } from "../support/world.js";
import { modules } from "./modules.js";
import { instant, rejection, withPlatformFetch } from "./support.js";

const MUTED = { data: { muting: true } };
const UNMUTED = { data: { muting: false } };

export default function entries(QUnit, env) {
  const { small, client } = modules(env);
  // workerd compiles no bytes: there, "x-mutes/client/inline" is the file that "x-mutes/client" is.
  const isWorkerd = env.engine === "workerd";
  const clientFiles = isWorkerd ? [env.clientEntry] : [...new Set([env.clientEntry, "client-inline.js"])];

  for (const [file, names] of [[env.entry, INDEX_NAMES], ...clientFiles.map((file) => [file, CLIENT_NAMES])]) {
    QUnit.test(`${file} exports what is declared, and nothing else`, async (assert) => {
      const { default: init, ...values } = await import(await env.copyPkg() + file);
      assert.strictEqual(typeof init, "function");
      assert.deepEqual(Object.keys(values).sort(), names);
    });
  }

  QUnit.test(`${env.entry} mutes and unmutes`, async (assert) => {
    const { mute, unmute } = await import(await env.copyPkg() + env.entry);
    const { baseUrl, token, me, other, mutes } = await world(env.xServer, `entry ${env.entry} in ${env.engine}`);
    assert.deepEqual(await mute(token, me, other, { baseUrl }), MUTED);
    assert.deepEqual(await mutes(), [other]);
    assert.deepEqual(await unmute(token, me, other, { baseUrl }), UNMUTED);
    assert.deepEqual(await mutes(), []);
  });

  for (const file of clientFiles) {
    QUnit.test(`${file} mutes and unmutes by a client`, async (assert) => {
      const { Client } = await import(await env.copyPkg() + file);
      const { baseUrl, token, other, mutes } = await world(env.xServer, `entry ${file} in ${env.engine}`);
      const client = new Client({ auth: token, baseUrl });
      assert.deepEqual(await client.mute(other), MUTED);
      assert.deepEqual(await mutes(), [other]);
      assert.deepEqual(await client.unmute(other), UNMUTED);
      assert.deepEqual(await mutes(), []);
    });

    QUnit.test(`whoever uses ${env.entry} and ${file} has one XError`, async (assert) => {
      const folder = await env.copyPkg();
      const [index, complete] = await Promise.all([import(folder + env.entry), import(folder + file)]);
      assert.strictEqual(complete.XError, index.XError);
      const options = { fetch: instant("{}", { status: 403 }) };
      const errors = [await rejection(small.mute(index, options)), await rejection(client.mute(complete, options))];
      for (const error of errors) {
        assert.strictEqual(error.code, "forbidden");
        assert.ok(error instanceof index.XError && error instanceof complete.XError, String(error));
      }
      const calls = [small.mute(index, { fetch: instant() }), client.mute(complete, { fetch: instant() })];
      assert.deepEqual(await Promise.all(calls), [MUTED, MUTED]);
    });
  }

  if (globalThis.process?.features?.require_module) required(QUnit, env);
  if (isWorkerd) return;
  for (const [file, { mute }] of [["index.js", small], ["client-inline.js", client]]) inScript(QUnit, env, file, mute);
}

/** What CommonJS gets by the package's names, where Node can require modules. */
function required(QUnit, env) {
  QUnit.test("whoever requires both entries has one XError", async (assert) => {
    const { createRequire } = await import("node:module");
    const require = createRequire(new URL("../../script.cjs", env.pkg));
    const [index, complete] = [require("x-mutes"), require("x-mutes/client")];
    assert.deepEqual([typeof index.mute, typeof complete.Client], ["function", "function"]);
    assert.strictEqual(complete.XError, index.XError);
    assert.strictEqual(require("x-mutes/client/inline").Client, complete.Client);
    assert.ok(await rejection(index.mute("token", "x", "2")) instanceof complete.XError);
  });
}

/** What holds of an entry that has its module in the script; `mute` is a call of that module. */
function inScript(QUnit, env, file, mute) {
  QUnit.test(`${file} does without Uint8Array.fromHex`, async (assert) => {
    const api = await import(await env.copyPkg() + file);
    const original = Object.getOwnPropertyDescriptor(Uint8Array, "fromHex");
    delete Uint8Array.fromHex;
    try {
      assert.deepEqual(await mute(api, { fetch: instant() }), MUTED);
    } finally {
      if (original !== undefined) Object.defineProperty(Uint8Array, "fromHex", original);
    }
  });

  QUnit.test(`${file} fetches nothing but what is asked of X`, async (assert) => {
    const api = await import(await env.copyPkg() + file);
    const fetch = instant();
    await withPlatformFetch(fetch, () => mute(api));
    assert.deepEqual(fetch.calls.map(({ url }) => url), ["https://api.x.com/2/users/1/muting"]);
  });
}
