// Parsed JSON as Rust reads it: members of its own, and none that some library has put on a prototype.

/** How deep JSON may nest, and nobody's stack be full. */
const DEEP = 1_000_000;

/** Names of X's members. */
const NAMES = ["data", "errors", "code", "type", "value"];

export default function parsedJson(QUnit, env) {
  const load = () => import(`${env.pkgWithTraps}lib/parsed.js`);

  const throws = () => {
    throw new Error("a library's");
  };

  /** Acts while a prototype has this under a name; no prototype keeps it. */
  function withPolluted(prototype, name, descriptor, act) {
    Object.defineProperty(prototype, name, { __proto__: null, configurable: true, ...descriptor });
    try {
      return act();
    } finally {
      delete prototype[name];
    }
  }

  const POLLUTIONS = {
    "a value": { value: "evil", enumerable: true, writable: true },
    "a value that is not enumerable": { value: "evil", enumerable: false, writable: true },
    "a getter that throws": { get: throws, enumerable: true },
  };

  QUnit.test("objects and lists are as JSON.parse gives them", async (assert) => {
    const { parsed } = await load();
    for (const text of ['{"data":{"muting":true}}', "[]", '[{"a":[1,"x",null]}]', '{"__proto__":{"data":1}}', ' {"a":"\\u00e9 \\"b\\" \\\\"} ']) {
      assert.deepEqual(parsed(text), JSON.parse(text), text);
    }
  });

  QUnit.test("what is no object and no list is undefined", async (assert) => {
    const { parsed } = await load();
    for (const text of ["", "null", "true", "5", '"data"', "{", "[1,", '{"a":}', "\0", "\ud800", "<html>"]) assert.strictEqual(parsed(text), undefined, text);
  });

  QUnit.test("a name that is spelled with escapes is refused, wherever it is, and a text with escapes is not", async (assert) => {
    const { parsed } = await load();
    const refused = ['{"d\\u0061ta":1}', '{"data":1,"\\u0064ata":2}', '{"a":{"b":[{"\\u0063" \t\n\r:1}]}}', '[{"x\\"\\u0061":1}]', '{"a":"\\u0061","\\u0062":1}', '{"\\u0061\\\\":1}'];
    for (const text of refused) assert.strictEqual(parsed(text), undefined, text);
    const kept = ['{"a":"\\u0061"}', '["\\u0061",":"]', '{"a":"\\u0061\\"","b":1}', '{"a":["\\u0061:","\\\\u0061"]}', '{"a":"\\u0061 \\": 1"}'];
    for (const text of kept) assert.deepEqual(parsed(text), JSON.parse(text), text);
  });

  for (const [what, descriptor] of Object.entries(POLLUTIONS)) {
    QUnit.test(`${what} on Object.prototype is a member of no object`, async (assert) => {
      const { parsed } = await load();
      const text = '{"x":{"y":[{}]}}';
      for (const name of NAMES) {
        const found = withPolluted(Object.prototype, name, descriptor, () => {
          const json = parsed(text);
          return [json[name], json.x[name], json.x.y[name], json.x.y[0][name]];
        });
        assert.deepEqual(found, [undefined, undefined, undefined, undefined], name);
        const own = withPolluted(Object.prototype, name, descriptor, () => parsed(JSON.stringify({ __proto__: null, [name]: 5 }))[name]);
        assert.strictEqual(own, 5, name);
      }
    });
  }

  for (const [what, descriptor] of Object.entries(POLLUTIONS)) {
    QUnit.test(`${what} on Array.prototype is a member of no list`, async (assert) => {
      const { parsed } = await load();
      for (const name of NAMES) {
        const found = withPolluted(Array.prototype, name, descriptor, () => [parsed("[]")[name], parsed('{"x":[]}').x[name]]);
        assert.deepEqual(found, [undefined, undefined], name);
      }
    });
  }

  QUnit.test("lists stay lists, whatever prototypes have", async (assert) => {
    const { parsed } = await load();
    for (const prototype of [Object.prototype, Array.prototype]) {
      const list = withPolluted(prototype, "data", POLLUTIONS["a value"], () => parsed('[1,[2,3],{"a":4}]'));
      assert.true(Array.isArray(list) && Array.isArray(list[1]));
      assert.strictEqual([...list].length, 3);
      assert.deepEqual([...list[1]], [2, 3]);
      assert.deepEqual(list[1].map((one) => one + 1), [3, 4]);
      assert.strictEqual(JSON.stringify(list), '[1,[2,3],{"a":4}]');
      const [, , object] = list;
      assert.strictEqual(object.a, 4);
    }
  });

  QUnit.test(`JSON that nests ${DEEP} deep fills no stack`, async (assert) => {
    const { parsed } = await load();
    const depthOf = (json, inner) => {
      let depth = 0;
      for (let at = json; at !== undefined; at = inner(at)) depth += 1;
      return depth;
    };
    const texts = {
      lists: ["[".repeat(DEEP) + "]".repeat(DEEP), ([first]) => first],
      objects: [`${'{"a":'.repeat(DEEP - 1)}{}${"}".repeat(DEEP - 1)}`, ({ a }) => a],
    };
    for (const [what, [text, inner]] of Object.entries(texts)) for (const isPolluted of [false, true]) {
      const json = isPolluted ? withPolluted(Object.prototype, "data", POLLUTIONS["a value"], () => parsed(text)) : parsed(text);
      // An engine whose JSON.parse does not go as deep has no object to give.
      if (json !== undefined) assert.strictEqual(depthOf(json, inner), DEEP, what);
      else assert.throws(() => JSON.parse(text), what);
    }
  });
}
