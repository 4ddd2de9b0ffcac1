// What is said of a fetch that failed: the platform does not tell why, so the message tells what is likely and what to do.
import { world } from "../support/world.js";
import { rejection } from "./support.js";

/** How engines and runtimes word it. */
const WORDINGS = {
  "Failed to fetch": "Chromium",
  "network error": "Chromium, within a body",
  "NetworkError when attempting to fetch resource.": "Firefox",
  "Error in input stream": "Firefox, within a body",
  "Load failed": "WebKit",
  "The Internet connection appears to be offline.": "WebKit, offline",
  "The network connection was lost.": "WebKit, within a body",
  "fetch failed": "Node",
  "terminated": "Node, within a body",
  "error sending request for url": "Deno",
  "Unable to connect. Is the computer able to access the url?": "Bun",
  "Network connection lost.": "workerd",
  "Network request failed": "a fetch of XMLHttpRequest's",
};

export default function network(QUnit, env) {
  const load = () => import(env.pkg + env.entry);
  const isBrowser = ["chromium", "firefox", "webkit"].includes(env.engine);

  for (const [wording, whose] of Object.entries(WORDINGS)) {
    QUnit.test(`"${wording}" (${whose}) is a network failure, and its cause`, async (assert) => {
      const { mute } = await load();
      const thrown = new TypeError(wording);
      const fetch = async () => { throw thrown; };
      const error = await rejection(mute("token", "1", "2", { fetch, maxRetries: 0 }));
      assert.strictEqual(error.code, "network");
      assert.strictEqual(error.cause, thrown);
      assert.ok(error.message.startsWith("mute: no answer: "), error.message);
    });
  }

  QUnit.test("a server that is not there is a network failure", async (assert) => {
    const { mute } = await load();
    const error = await rejection(mute("token", "1", "2", { baseUrl: "http://127.0.0.1:9", maxRetries: 0 }));
    assert.strictEqual(error.code, "network");
    assert.ok(error.cause instanceof Error, String(error.cause));
    assert.ok(error.message.startsWith("mute: no answer: the connection failed"), error.message);
  });

  QUnit.test("a host that is not there is a network failure", async (assert) => {
    const { mute } = await load();
    const error = await rejection(mute("token", "1", "2", { baseUrl: "https://nobody.invalid", maxRetries: 0, timeoutMs: 8000 }));
    assert.ok(["network", "timeout"].includes(error.code), error.message);
  });

  if (isBrowser) {
    QUnit.test("without CORS headers, the message says that X sends none and what to do", async (assert) => {
      const { mute } = await load();
      const { baseUrl, token, me, other, control, requests } = await world(env.xServer, `${env.engine} ${assert.test.testId}`);
      await control("POST", "cors", { allow_origin: null });
      const error = await rejection(mute(token, me, other, { baseUrl, maxRetries: 0 }));
      assert.strictEqual(error.code, "network");
      assert.strictEqual(error.message, "mute: no answer: the connection failed, or CORS forbids it: X sends no CORS headers. "
        + "Use a proxy on the page's own origin or an extension with host permission");
      assert.deepEqual(await requests(), [], "the browser refused at the preflight");
    });

    QUnit.test("on the page's own origin, nothing is said of CORS", async (assert) => {
      const { mute } = await load();
      const fetch = () => Promise.reject(new TypeError("Failed to fetch"));
      const error = await rejection(mute("token", "1", "2", { baseUrl: location.origin, fetch, maxRetries: 0 }));
      assert.notOk(error.message.includes("CORS"), error.message);
    });

    QUnit.test("a device that is offline is told so", async (assert) => {
      const { mute } = await load();
      Object.defineProperty(navigator, "onLine", { value: false, configurable: true });
      try {
        const error = await rejection(mute("token", "1", "2", { fetch: () => Promise.reject(new TypeError("Load failed")), maxRetries: 0 }));
        assert.strictEqual(error.message, "mute: no answer: the device is offline");
      } finally {
        delete navigator.onLine;
      }
    });
  } else {
    QUnit.test("where there is no page, nothing is said of CORS", async (assert) => {
      const { mute } = await load();
      const error = await rejection(mute("token", "1", "2", { fetch: () => Promise.reject(new TypeError("fetch failed")), maxRetries: 0 }));
      assert.strictEqual(error.message, "mute: no answer: the connection failed, or a redirect was refused; see the cause");
    });

    QUnit.test("in an extension, the message speaks of host permission", async (assert) => {
      const { mute } = await load();
      const before = Object.getOwnPropertyDescriptor(globalThis, "location");
      Object.defineProperty(globalThis, "location", { value: { origin: "chrome-extension://abcdef" }, configurable: true });
      try {
        const error = await rejection(mute("token", "1", "2", { fetch: () => Promise.reject(new TypeError("Failed to fetch")), maxRetries: 0 }));
        assert.strictEqual(error.message, "mute: no answer: the connection failed, or host permission is missing");
      } finally {
        if (before === undefined) delete globalThis.location;
        else Object.defineProperty(globalThis, "location", before);
      }
    });
  }
}
