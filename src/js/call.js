import { Attempt } from "./attempt.js";
import { contain } from "./contain.js";
import { dated, XError, xerror } from "./error.js";
import { deathOf } from "./guard.js";
import { Pause } from "./pause.js";
import { hear, networkAdvice, report, requestInit } from "./runtime.js";

/** The secrets of so many requests of a call are looked for in an answer. */
const MAX_SENT = 4;

/** The shortest wait that is told of. */
const LONG_MS = 1000;

/**
 * One call of the caller's: what was given with it, and its promise, which settles once. Rust holds it, sends with it
 * and settles it. Once `signal` has aborted, it is settled, and whatever Rust still does is for nobody.
 */
export class Call {
  #resolve;
  #reject;
  #instance;
  #underWay;
  #onAbort;
  #url;
  #sent = [];

  /** @param {object} options as readOptions() gives them */
  constructor(options, resolve, reject) {
    this.options = options;
    this.settled = false;
    this.#resolve = resolve;
    this.#reject = reject;
    if (options.signal !== undefined) this.#heed(options.signal);
  }

  #heed(signal) {
    this.#onAbort = () => {
      try {
        this.abandon(signal.reason);
      } catch (thrown) {
        this.abandon(thrown);
      }
    };
    if (signal.aborted) this.#onAbort();
    else signal.addEventListener("abort", this.#onAbort);
  }

  resolve(value) {
    this.#settle(this.#resolve, value);
  }

  reject(reason) {
    this.#settle(this.#reject, reason);
  }

  #settle(how, value) {
    if (this.settled) return;
    this.settled = true;
    how(value);
    this.#instance?.life.calls.delete(this);
    this.release?.();
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

  /** Holds a lock until the call is settled. */
  hold(release) {
    if (this.settled) release();
    else this.release = release;
  }

  /** Goes into Rust, by the function of this name, unless it is settled; rejected should the instance die while it is under way. */
  enter(instance, name, given) {
    if (this.settled) return;
    this.#instance = instance;
    instance.life.calls.add(this);
    this.#into(name, [this, ...given]);
  }

  /** Each entry sees for itself whether the instance is dead: in workerd nobody else may settle this call. */
  #into(name, given) {
    const { functions, life } = this.#instance;
    try {
      functions[name](...given);
    } catch (thrown) {
      // It went through an entry further out, which is cut off as well.
      if (!life.dead) throw thrown;
    }
    if (life.dead) this.abandon(deathOf(life));
  }

  /** Sends a request, as src/web/call.rs writes it; `task` is resumed with the answer. */
  send(task, request) {
    if (this.settled) return this.wait(task, 0);
    const [method, url, authorization, body] = request.split("\0");
    const { fetch, headers, credentials = "omit", timeoutMs } = this.options;
    const isForCaller = fetch !== undefined;
    this.#url = url;
    // The platform's own is looked up at the call.
    const send = (signal) => {
      const all = allHeaders(headers, authorization, body, isForCaller);
      return (fetch ?? globalThis.fetch)(url, requestInit(method, all, body || undefined, credentials, signal));
    };
    // A secret of an earlier attempt may be echoed, too.
    this.#sent = [{ authorization, body, headers }, ...this.#sent].slice(0, MAX_SENT);
    this.begin(new Attempt(timeoutMs, this.#sent, send, isForCaller, (answer) => this.resume(task, answer)));
  }

  /** Lets time pass; `task` is resumed with nothing. */
  wait(task, milliseconds) {
    if (milliseconds >= LONG_MS) this.options.onWait?.(this.now() + milliseconds);
    // What a call that is settled still waits for is for nobody: it is over at once.
    const [ms, clock] = this.settled ? [0, undefined] : [milliseconds, this.options.clock];
    this.#underWay = this.options.rest = new Pause(ms, clock, (answer) => {
      if (answer.thrown !== undefined) this.reject(answer.thrown);
      this.resume(task, answer);
    });
  }

  begin(step) {
    this.#underWay = step;
    // The caller's own function may have aborted. Not at once: this is called by the task that is to be resumed.
    if (this.settled) Promise.resolve().then(() => step.cancel());
  }

  resume(task, answer) {
    this.#underWay = undefined;
    this.#into("resume", [task, answer.status, answer]);
  }

  succeed(answer) {
    this.resolve(answer.json);
  }

  finish(json) {
    this.resolve(JSON.parse(json));
  }

  /** @param {string} json an XError, as Rust describes it; none where the call fails with just what was thrown */
  fail(json, answer) {
    if (json === "") return this.reject(answer.thrown);
    const error = xerror(json, answer?.thrown);
    if (error.code === "network") error.message += `: ${networkAdvice(this.#url)}`;
    this.reject(error);
  }

  now() {
    try {
      return Number(this.options.clock?.now() ?? Date.now());
    } catch (thrown) {
      this.reject(thrown);
      return Date.now();
    }
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
    hear(this.options.onResponse, info);
  }

}

/**
 * Contains what Rust calls of a Call: one that fails ends this call, and none beside it. What was thrown may have a secret in its
 * words.
 */
export function containCall(prototype, called) {
  contain(prototype, called, function ended(name, thrown) {
    const what = thrown instanceof Error ? thrown.name : typeof thrown;
    this.abandon(new XError("internal", `x-mutes failed inside (${name}: ${what}); please report it; the next call works`));
  });
}

containCall(Call.prototype, {
  send: undefined, wait: undefined, succeed: undefined, finish: undefined, fail: undefined, now: 0, random: 0, listens: false,
  responded: undefined,
});

/** The caller's headers and the request's own. A caller's own fetch is given Headers; the platform's makes some itself, and sooner. */
function allHeaders(given, authorization, body, isForCaller) {
  const own = { __proto__: null };
  if (authorization !== "") own.authorization = authorization;
  if (body !== "") own["content-type"] = body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded";
  if (given === undefined && !isForCaller) return own;
  const all = new Headers(given);
  for (const [name, value] of Object.entries(own)) all.set(name, value);
  return all;
}
