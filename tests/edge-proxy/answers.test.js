// Whatever X answers, a page gets an answer, in time, with a status that is one.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { after, test } from "node:test";
import { edge } from "./edge.js";

const LIMIT_MS = 500;
const DROP_MS = 50;

/** A server that says just this, whatever it is asked, and goes on to say the rest drop by drop, without end. */
async function saying(head, drop) {
  const sockets = new Set();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).once("data", () => {
      socket.write(head);
      if (drop === undefined) return socket.end();
      const timer = setInterval(() => socket.write(drop), DROP_MS);
      socket.on("close", () => clearInterval(timer));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  after(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return { url: `http://127.0.0.1:${server.address().port}`, sockets };
}

const here = await edge("answers", { bindings: { CLIENT_ID: "" } });

/** Asks a proxy that has this for X. */
async function asked(X_API) {
  here.options.bindings = { CLIENT_ID: "", X_API, X_TIMEOUT_MS: String(LIMIT_MS) };
  await here.stop();
  await here.start();
  const began = Date.now();
  const answer = await here.ask("/2/users/me", { headers: { origin: here.origin, authorization: "Bearer token" } });
  return { ...answer, ms: Date.now() - began };
}

const ok = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";

/** What X may say, and the status that the page gets. */
const ANSWERS = {
  "101": ["HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n", undefined, 502],
  "103 and no more": ["HTTP/1.1 103 Early Hints\r\n\r\n", undefined, 502],
  "199": ["HTTP/1.1 199 Odd\r\ncontent-length: 0\r\n\r\n", undefined, 502],
  "300": ["HTTP/1.1 300 Multiple Choices\r\ncontent-length: 0\r\n\r\n", undefined, 502],
  "304": ["HTTP/1.1 304 Not Modified\r\n\r\n", undefined, 502],
  "399": ["HTTP/1.1 399 Odd\r\ncontent-length: 0\r\n\r\n", undefined, 502],
  "600": ["HTTP/1.1 600 Odd\r\ncontent-length: 0\r\n\r\n", undefined, 502],
  "999": ["HTTP/1.1 999 Odd\r\ncontent-length: 2\r\n\r\n{}", undefined, 502],
  "no HTTP": ["hello\r\n\r\n", undefined, 502],
  "nothing": ["", undefined, 502],
  "half of a body": [`${ok}content-length: 100\r\n\r\n{`, undefined, 502],
  "204": ["HTTP/1.1 204 No Content\r\n\r\n", undefined, 204],
  "205": ["HTTP/1.1 205 Reset Content\r\ncontent-length: 0\r\n\r\n", undefined, 205],
  "418": ["HTTP/1.1 418 Teapot\r\ncontent-length: 0\r\n\r\n", undefined, 418],
  "599": ["HTTP/1.1 599 Odd\r\ncontent-length: 0\r\n\r\n", undefined, 599],
  "a body that drips": [`${ok}\r\n{`, " ", 504],
  "a body that drips in chunks": [`${ok}transfer-encoding: chunked\r\n\r\n`, "1\r\n \r\n", 504],
  "a body that drips to its length": [`${ok}content-length: 1000000\r\n\r\n`, " ", 504],
  "an error's body that drips": ["HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/html\r\n\r\n<", "<", 504],
  "headers that drip": ["HTTP/1.1 200 OK\r\n", "a: b\r\n", 504],
  "a status line that drips": ["H", "T", 504],
  "a body that never ends": [`${ok}transfer-encoding: chunked\r\n\r\n`, `100000\r\n${"x".repeat(0x100000)}\r\n`, 502],
};

for (const [what, [head, drop, status]] of Object.entries(ANSWERS)) {
  test(`X answers with ${what}: ${status}`, async () => {
    const x = await saying(head, drop);
    const answer = await asked(x.url);
    assert.ok(status === 502 && drop !== undefined ? [502, 504].includes(answer.status) : answer.status === status, `${answer.status} ${answer.text}`);
    if (status >= 502 && status <= 504) assert.deepEqual([answer.json.status, answer.json.type], [answer.status, "about:blank"]);
    assert.ok(answer.ms < LIMIT_MS + 5000, `it took ${answer.ms} ms`);
    assert.equal(answer.headers["cache-control"], "no-store");
  });
}

test("nothing of all this was logged", () => {
  assert.equal(here.said, "");
});
