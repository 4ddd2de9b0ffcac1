// Loading the module.
import { watchInstances } from "../support/instances.js";
import { world } from "../support/world.js";
import { bytesOf, modules } from "./modules.js";
import { instant, rejection, withShortTimers } from "./support.js";

/** What an entry advises where the module cannot be had, and nothing else is known to help. */
const adviceOf = ({ entry, wasm }) => (entry === "client.js"
  ? `serve ${wasm} beside the scripts, give it to init(), or import x-mutes/client/inline`
  : `give ${wasm} to init()`);

export default function init(QUnit, env) {
  const both = modules(env);
  for (const [name, module] of Object.entries(both)) {
    QUnit.module(`the ${name} module`, () => initOf(QUnit, env, module, adviceOf(module)));
  }
  // workerd gives a module's bytes to nobody.
  if (env.engine === "workerd") return;
  for (const [module, other] of [[both.small, both.client], [both.client, both.small]]) {
    QUnit.test(`${module.entry} refuses ${other.wasm}`, async (assert) => {
      const folder = await env.copyPkg();
      const api = await import(folder + module.entry);
      const error = await rejection(api.default(await bytesOf(folder, other.wasm, env)));
      assert.strictEqual(error.code, "unsupported");
      assert.ok(error.message.endsWith("; take both from one x-mutes, and keep no old copy in a cache"), error.message);
      assert.deepEqual(await module.mute(api, { fetch: instant() }), { data: { muting: true } });
    });
  }
}

function initOf(QUnit, env, { entry, wasm, mute }, advice) {
  const works = (api) => mute(api, { fetch: instant() });
  const fresh = async () => {
    const folder = await env.copyPkg();
    return { folder, ...await import(folder + entry) };
  };
  const bytes = (folder) => bytesOf(folder, wasm, env);

  QUnit.test("nothing runs at import, and the first call loads the module", async (assert) => {
    let instances = 0;
    const stop = watchInstances(() => {
      instances += 1;
    });
    try {
      const api = await fresh();
      assert.strictEqual(instances, 0);
      await works(api);
      await works(api);
      assert.strictEqual(instances, 1);
    } finally {
      stop();
    }
  });

  QUnit.test("init is idempotent and may be called concurrently", async (assert) => {
    const api = await fresh();
    assert.deepEqual(await Promise.all([api.default(), api.default(), api.default()]), [undefined, undefined, undefined]);
    assert.strictEqual(await api.default(), undefined);
    assert.deepEqual(await works(api), { data: { muting: true } });
  });

  // workerd compiles no bytes, and its module is part of the bundle: nothing of what follows can happen there.
  if (env.engine === "workerd") return;

  const GIVEN = {
    "an ArrayBuffer": async (folder) => (await bytes(folder)).buffer,
    "a typed array": bytes,
    "a WebAssembly.Module": async (folder) => WebAssembly.compile(await bytes(folder)),
    "a Response": async (folder) => new Response(await bytes(folder), { headers: { "content-type": "application/wasm" } }),
    "a Response of another type": async (folder) => new Response(await bytes(folder), { headers: { "content-type": "text/plain" } }),
  };
  if (["chromium", "firefox", "webkit"].includes(env.engine)) {
    GIVEN["a URL"] = async (folder) => new URL(wasm, folder);
    GIVEN["a URL as text"] = async (folder) => folder + wasm;
    GIVEN["a Request"] = async (folder) => new Request(folder + wasm);
  }
  for (const [what, give] of Object.entries(GIVEN)) {
    QUnit.test(`init takes ${what}`, async (assert) => {
      const api = await fresh();
      await api.default(await give(api.folder));
      assert.deepEqual(await works(api), { data: { muting: true } });
    });
  }

  /** How a server may have it wrong, and what the message says. */
  const SERVED = {
    "as a page": [{ respond: { status: 200, body: "<html>", headers: [["content-type", "text/html"]] } }, "is a page, not the module"],
    "with 404": [{ respond: { status: 404, body: "" } }, "answered 404"],
    "with 500": [{ respond: { status: 500, body: "<html>" } }, "answered 500"],
    "cut off": [{ raw: { bytes: "HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\ncontent-length: 999\r\n\r\n\0asm", then: "reset" } }, ""],
    "but never finished": [{ raw: { bytes: "HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\n\r\n\0asm", then: "hold" } }, "did not load in 30 s"],
    "but never": [{ hold: true }, "did not load in 30 s"],
  };
  for (const [how, [fault, says]] of Object.entries(SERVED)) {
    QUnit.test(`a module that is served ${how} is unsupported, and the next call tries again`, async (assert) => {
      const api = await fresh();
      const { baseUrl, fault: add } = await world(env.xServer, `${env.engine} ${assert.test.testId}`);
      await add({ method: "GET", ...fault });
      const error = await withShortTimers(100, () => rejection(api.default(`${baseUrl}/2/${wasm}`)));
      assert.ok(error instanceof api.XError, String(error));
      assert.strictEqual(error.code, "unsupported", error.message);
      assert.ok(error.message.includes(says), error.message);
      assert.ok(error.message.endsWith(`; ${advice}`), error.message);
      assert.deepEqual(await works(api), { data: { muting: true } });
    });
  }

  QUnit.test("the words of a URL are not taken for the engine's, and what is behind its question mark is not told", async (assert) => {
    const api = await fresh();
    const { baseUrl, fault: add } = await world(env.xServer, `${env.engine} ${assert.test.testId}`);
    await add({ method: "GET", respond: { status: 404, body: "" } });
    const error = await rejection(api.default(`${baseUrl}/2/missing/csp/${wasm}?signature=s3cret`));
    assert.ok(error.message.endsWith(`/2/missing/csp/${wasm} answered 404; ${advice}`), error.message);
    assert.notOk(JSON.stringify(error).includes("s3cret"));
  });

  QUnit.test("the module of another build is refused, with the names of both", async (assert) => {
    const api = await fresh();
    const ours = await bytes(api.folder);
    const [section] = WebAssembly.Module.customSections(await WebAssembly.compile(ours), "x-mutes");
    const stamp = new TextDecoder().decode(section);
    const other = stamp.replace(/^\d+/, "9");
    const error = await rejection(api.default(replaced(ours, stamp, other)));
    assert.strictEqual(error.code, "unsupported");
    assert.ok(error.message.includes(`it is ${other}, and the scripts are ${stamp}; take both from one x-mutes`), error.message);
  });

  const REFUSALS = {
    "Refused to compile: violates the Content Security Policy": "allow 'wasm-unsafe-eval'",
    "WebAssembly.compile(): ": "allow 'wasm-unsafe-eval'",
    "WebAssembly.compileStreaming(): ": "allow 'wasm-unsafe-eval'",
    "TextDecoder is not defined": "this engine lacks it",
  };
  for (const [message, fix] of Object.entries(REFUSALS)) {
    QUnit.test(`"${message}", of whichever realm, is told with what to do: ${fix}`, async (assert) => {
      const { default: init } = await fresh();
      // An error of another realm is no Error here.
      const error = await rejection(init(Promise.reject({ message })));
      assert.strictEqual(error.code, "unsupported");
      assert.ok(error.message.includes(`${message}; ${fix}`), error.message);
    });
  }

  const WRONG = {
    "bytes that are no module": () => new Uint8Array([1, 2, 3]),
    "another module": () => new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]),
    "a Response that is a page": () => new Response("<html>", { headers: { "content-type": "text/html" } }),
    "a Response of 404": () => new Response("", { status: 404 }),
    "something else": () => 5,
    "a promise that rejects with what cannot be shown": () => Promise.reject(Object.create(null)),
    "a promise that rejects with what cannot be asked": () => Promise.reject({ get message() { throw new Error("mine"); } }),
    "a module that exports what ours does not": () => new Uint8Array([
      0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 20, 1, 16,
      ...new TextEncoder().encode("__wbindgen_start"), 0, 0, 10, 4, 1, 2, 0, 11,
    ]),
  };
  for (const [what, give] of Object.entries(WRONG)) {
    QUnit.test(`a call that others load for by ${what} does not fail with them`, async (assert) => {
      const api = await fresh();
      const failed = rejection(api.default(give()));
      assert.deepEqual(await works(api), { data: { muting: true } });
      await failed;
    });

    QUnit.test(`init with ${what} is unsupported, and the next call tries again`, async (assert) => {
      const api = await fresh();
      const error = await rejection(api.default(give()));
      assert.ok(error instanceof api.XError, String(error));
      assert.strictEqual(error.code, "unsupported", error.message);
      assert.deepEqual(await works(api), { data: { muting: true } });
    });
  }
}

/** Bytes with one text in place of another. */
function replaced(bytes, from, to) {
  const text = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join("");
  return Uint8Array.from(text.replace(from, to), (character) => character.charCodeAt(0));
}
