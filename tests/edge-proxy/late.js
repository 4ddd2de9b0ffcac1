// What stands between the Worker and X: it has some of X's answers come late, when X has long done what was asked.
import { once } from "node:events";
import { createServer } from "node:http";
import { after } from "node:test";

/** Of this connection, and not of what is passed on. */
const HOP = ["connection", "content-encoding", "content-length", "host", "keep-alive", "transfer-encoding"];

/** Starts it; `x` is to be set to X's URL. */
export async function late() {
  const between = new Late();
  const server = createServer((request, response) => between.pass(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  after(() => server.close());
  between.url = `http://127.0.0.1:${server.address().port}`;
  return between;
}

class Late {
  #held;

  /** Holds back the answer to the next request with these words; `reached` settles when X has given it. */
  hold(words) {
    const held = this.#held = { words };
    held.reached = new Promise((resolve) => { held.reach = resolve; });
    held.released = new Promise((resolve) => { held.release = resolve; });
    return held;
  }

  async pass(request, response) {
    const body = Buffer.concat(await request.toArray());
    const { method, url } = request;
    const init = { method, headers: ownOf(Object.entries(request.headers)), body: body.length > 0 ? body : undefined };
    const answer = await fetch(`${this.x}${url}`, { ...init, redirect: "manual" });
    const text = await answer.text();
    await this.#wait(`${url} ${body}`);
    response.writeHead(answer.status, ownOf([...answer.headers])).end(text);
  }

  async #wait(asked) {
    const held = this.#held;
    if (!asked.includes(held?.words)) return;
    this.#held = undefined;
    held.reach();
    await held.released;
  }
}

function ownOf(headers) {
  return Object.fromEntries(headers.filter(([name]) => !HOP.includes(name)));
}
