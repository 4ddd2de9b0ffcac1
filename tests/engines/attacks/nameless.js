// Locks are named after a store: all those without a name would share one, and wait for each other.
import { rejection } from "../support.js";

export default function nameless(QUnit, env) {
  const load = () => import(env.pkg + env.clientEntry);
  const NAMES = { "no name": undefined, "null": null, "an empty one": "", "a number": 5, "zero": 0, "true": true, "an object": {}, "a list": ["x"], "a symbol": Symbol("x"), "a function": () => "x", "a bigint": 5n };

  for (const [what, name] of Object.entries(NAMES)) {
    QUnit.test(`a store whose name is ${what} is refused, by whatever takes one, and X is not asked`, async (assert) => {
      const { Client, Session, beginSignIn, completeSignIn } = await load();
      const touched = () => { throw new Error("it is touched"); };
      const store = { name, get: touched, update: touched };
      const fetch = touched;
      const client = new Client({ auth: "token", userId: "1", fetch });
      const { pending } = await beginSignIn({ clientId: "id", redirectUri: "https://app.example/back" });
      const calls = [
        () => client.job({ version: 1, userId: "1", mute: [{ id: "2" }], unmute: [] }, { store }),
        () => client.resumeJob({ store }),
        () => Session.restore({ clientId: "id", store, fetch }),
        () => completeSignIn(`https://app.example/back?code=c&state=${pending.state}`, pending, { store, fetch, baseUrl: "https://proxy.example" }),
      ];
      for (const call of calls) {
        const error = await rejection(call());
        assert.strictEqual(error.code, "invalid_argument");
        assert.ok(error.message.startsWith("store.name must be a string that is not empty; it was "), error.message);
      }
    });
  }

  QUnit.test("a name of the store's own class will do", async (assert) => {
    const { Client } = await load();
    class Database {
      #values = new Map();
      get name() { return "database"; }
      async get(key) { return this.#values.get(key); }
      async update(key, change) {
        const value = change(this.#values.get(key));
        if (value === undefined) this.#values.delete(key);
        else this.#values.set(key, value);
      }
    }
    const client = new Client({ auth: "token", userId: "1", fetch: async () => new Response('{"data":{"muting":true}}') });
    const job = await client.job({ version: 1, userId: "1", mute: [{ id: "2" }], unmute: [] }, { store: new Database(), pace: "burst" });
    assert.strictEqual((await job.run()).muted, 1);
  });
}
