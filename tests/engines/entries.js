// The ways into the package.
import { NAMES } from "../support/public-names.js";
import { world } from "../support/world.js";
import { instant, withPlatformFetch } from "./support.js";

export default function entries(QUnit, env) {
  // workerd compiles no bytes: there, x-mutes/inline is the same entry.
  const files = env.engine === "workerd" ? [env.entry] : [env.entry, "inline.js"];

  for (const file of files) {
    QUnit.test(`${file} exports what is declared, and nothing else`, async (assert) => {
      const { default: init, ...values } = await import(await env.copyPkg() + file);
      assert.equal(typeof init, "function");
      assert.deepEqual(Object.keys(values).sort(), NAMES);
    });

    QUnit.test(`${file} mutes and unmutes`, async (assert) => {
      const { mute, unmute } = await import(await env.copyPkg() + file);
      const { baseUrl, token, me, other, mutes } = await world(env.xServer, `entry ${file} in ${env.engine}`);
      assert.deepEqual(await mute(token, me, other, { baseUrl }), { data: { muting: true } });
      assert.deepEqual(await mutes(), [other]);
      assert.deepEqual(await unmute(token, me, other, { baseUrl }), { data: { muting: false } });
      assert.deepEqual(await mutes(), []);
    });
  }

  if (!files.includes("inline.js")) return;
  QUnit.test("inline.js does without Uint8Array.fromBase64", async (assert) => {
    const { mute } = await import(await env.copyPkg() + "inline.js");
    const original = Object.getOwnPropertyDescriptor(Uint8Array, "fromBase64");
    delete Uint8Array.fromBase64;
    try {
      assert.deepEqual(await mute("token", "1", "2", { fetch: instant() }), { data: { muting: true } });
    } finally {
      if (original !== undefined) Object.defineProperty(Uint8Array, "fromBase64", original);
    }
  });

  QUnit.test("inline.js fetches nothing but what is asked of X", async (assert) => {
    const { mute } = await import(await env.copyPkg() + "inline.js");
    const fetch = instant();
    await withPlatformFetch(fetch, () => mute("token", "1", "2"));
    assert.deepEqual(fetch.calls.map(({ url }) => url), ["https://api.x.com/2/users/1/muting"]);
  });
}
