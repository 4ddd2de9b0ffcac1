import { Attempt } from "./attempt.js";
import { dated, xerror } from "./error.js";
import { readOptions } from "./options.js";

/**
 * One call of the caller's: what was given with it, and its promise, which settles once. Rust holds it, sends with it
 * and settles it. Once `signal` has aborted, it is settled, and whatever Rust still does is for nobody.
 */
export class Call {
  #attempt;
  #instance;
  #settle;

  /** @param {(call: Call) => void} onSettled */
  constructor(options, resolve, reject, onSettled) {
    this.options = readOptions(options);
    this.settled = false;
    const { signal } = this.options;
    const onAbort = () => {
      this.reject(signal.reason);
      this.#attempt?.cancel();
    };
    this.#settle = (how, value) => {
      if (this.settled) return;
      this.settled = true;
      signal?.removeEventListener("abort", onAbort);
      onSettled(this);
      how(value);
    };
    this.resolve = (value) => this.#settle(resolve, value);
    this.reject = (reason) => this.#settle(reject, reason);
    if (signal?.aborted) onAbort();
    else signal?.addEventListener("abort", onAbort);
  }

  /** Goes into Rust, by the functions of the running instance. */
  enter(instance, begin) {
    this.#instance = instance;
    begin(instance, this);
  }

  /** Sends a request; `task` is resumed with the answer. */
  send(task, method, url, token, body) {
    const headers = new Headers(this.options.headers);
    headers.set("authorization", `Bearer ${token}`);
    if (body !== "") headers.set("content-type", "application/json");
    const init = {
      method,
      headers,
      body: body === "" ? undefined : body,
      // A redirect would take the token along; cookies and the page's address are nobody's business; nothing is kept.
      redirect: "error",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
    };
    this.#attempt = new Attempt(this.options, url, init, (answer) => {
      this.#instance.resume(task, answer.status, answer);
    });
  }

  succeed(answer) {
    this.resolve(answer.json);
  }

  /** @param {string} json an XError, as Rust describes it */
  fail(json, answer) {
    this.reject(xerror(json, answer?.thrown));
  }

  now() {
    return Date.now();
  }

  /** Whether anyone wants to hear of responses. */
  listens() {
    return this.options.onResponse !== undefined;
  }

  /** Tells the caller of a response. What the caller throws is reported, as an event listener's would be. */
  responded(json) {
    const info = JSON.parse(json);
    info.rateLimits = info.rateLimits.map(dated);
    try {
      this.options.onResponse(info);
    } catch (thrown) {
      report(thrown);
    }
  }
}

function report(thrown) {
  if (typeof reportError === "function") reportError(thrown);
  else console.error(thrown);
}
