import { Answer, LOST } from "./answer.js";
import { Attempt } from "./attempt.js";
import { dated, xerror } from "./error.js";
import { readOptions } from "./options.js";
import { Pause } from "./pause.js";
import { networkAdvice, report } from "./runtime.js";

/**
 * One call of the caller's: what was given with it, and its promise, which settles once. Rust holds it, sends with it
 * and settles it. Once `signal` has aborted, it is settled, and whatever Rust still does is for nobody.
 */
export class Call {
  #instance;
  #life;
  #underWay;
  #url;

  constructor(options, resolve, reject) {
    this.options = readOptions(options);
    this.settled = false;
    this.resolve = (value) => this.#settle(resolve, value);
    this.reject = (reason) => this.#settle(reject, reason);
    const { signal } = this.options;
    if (signal?.aborted) this.#onAbort();
    else signal?.addEventListener("abort", this.#onAbort);
  }

  #onAbort = () => {
    try {
      this.abandon(this.options.signal.reason);
    } catch (thrown) {
      this.abandon(thrown);
    }
  };

  #settle(how, value) {
    if (this.settled) return;
    this.settled = true;
    how(value);
    this.#life?.calls.delete(this);
    try {
      this.options.signal?.removeEventListener("abort", this.#onAbort);
    } catch (thrown) {
      report(thrown);
    }
  }

  /** Rejects, and ends what is under way. */
  abandon(reason) {
    this.reject(reason);
    this.#underWay?.cancel();
  }

  /** Goes into Rust, by the functions of the running instance. */
  enter(functions, life, begin) {
    this.#instance = functions;
    this.#life = life;
    begin(functions, this);
  }

  /** Sends a request; `task` is resumed with the answer. */
  send(task, method, url, token, body) {
    if (this.settled) return this.wait(task, 0);
    const headers = new Headers(this.options.headers);
    headers.set("authorization", `Bearer ${token}`);
    if (body !== "") headers.set("content-type", "application/json");
    const init = { method, headers, body: body === "" ? undefined : body };
    this.#url = url;
    const attempt = new Attempt(this.options, url, init, token, (answer) => this.#resume(task, answer));
    this.#underWay = attempt;
    // The caller's fetch may have aborted. Not at once: this is called by the task that is to be resumed.
    if (this.settled) Promise.resolve().then(() => attempt.cancel());
  }

  /** Lets time pass; `task` is resumed with nothing. */
  wait(task, milliseconds) {
    this.#underWay = new Pause(milliseconds, () => this.#resume(task, new Answer(LOST.cancelled)));
  }

  #resume(task, answer) {
    this.#underWay = undefined;
    this.#instance.resume(task, answer.status, answer);
  }

  succeed(answer) {
    this.resolve(answer.json);
  }

  /** @param {string} json an XError, as Rust describes it */
  fail(json, answer) {
    const error = xerror(json, answer?.thrown);
    if (error.code === "network") error.message += `: ${networkAdvice(this.#url)}`;
    this.reject(error);
  }

  now() {
    return Date.now();
  }

  random() {
    return Math.random() * 2 ** 32;
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
      Promise.resolve(this.options.onResponse(info)).catch(report);
    } catch (thrown) {
      report(thrown);
    }
  }
}
