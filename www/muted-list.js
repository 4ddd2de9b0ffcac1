// @ts-check
import { clockTime, fromNow } from "./time-words.js";

/** @typedef {import("./names.js").Account} Account */

const ID = /^[0-9]{1,19}$/;

/** Who is muted, as X last said and as this page has changed it since. X allows 15 reads in 15 minutes: read sparingly. */
export class MutedList {
  /** @type {Map<string, Account>} */ #accounts = new Map();
  /** What was changed while a read was under way, which its answer may not know. @type {(() => void)[]} */ #since = [];
  /** @type {AbortController | undefined} */ #reading;
  #changed;
  source = "";
  note = "";
  /** Whether X has said who is muted. */
  known = false;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  get accounts() {
    return [...this.#accounts.values()];
  }

  get reading() {
    return this.#reading !== undefined;
  }

  /** @param {string} id */
  has(id) {
    return this.#accounts.has(id);
  }

  /** @param {string} source @param {Account} account */
  add(source, account) {
    this.#apply(source, () => this.#accounts.has(account.id) || this.#putFirst(account));
  }

  /** @param {string} source @param {string} id */
  remove(source, id) {
    this.#apply(source, () => this.#accounts.delete(id));
  }

  /** Read it from X. @param {string} token @param {string} source */
  async read(token, source) {
    this.#reading?.abort();
    this.#reading = undefined;
    if (source !== this.source) this.#accounts.clear();
    this.source = source;
    this.known = false;
    this.#since = [];
    if (!token || !ID.test(source)) return this.#say("Shown once the token and your user ID are filled in.");
    const controller = new AbortController();
    this.#reading = controller;
    this.#say("Reading…");
    let note;
    try {
      note = await this.#ask(token, source, controller.signal);
    } catch {
      note = "The list could not be read: no answer came.";
    }
    if (this.#reading !== controller) return;
    this.#reading = undefined;
    this.#say(note);
  }

  /** @param {string} token @param {string} source @param {AbortSignal} signal */
  async #ask(token, source, signal) {
    const response = await fetch(`/2/users/${source}/muting?max_results=100`, {
      headers: { authorization: `Bearer ${token}` },
      signal, cache: "no-store", credentials: "omit", redirect: "error", referrerPolicy: "no-referrer",
    });
    const reply = await response.json().catch(() => undefined);
    signal.throwIfAborted();
    if (!response.ok || !reply || (reply.errors && !reply.data)) return refusal(response, reply);
    const users = (Array.isArray(reply.data) ? reply.data : []).filter((/** @type {any} */ user) => typeof user?.id === "string");
    this.#accounts = new Map(users.map((/** @type {Account} */ user) => [user.id, user]));
    for (const change of this.#since) change();
    const more = reply.meta?.next_token ? ` These are the first ${users.length}; there are more.` : "";
    this.known = true;
    return `Read at ${clockTime(new Date())}.${more}`;
  }

  /** @param {string} source @param {() => void} change */
  #apply(source, change) {
    if (source !== this.source) return;
    if (this.#reading) this.#since.push(change);
    change();
    this.#changed();
  }

  /** @param {Account} account */
  #putFirst(account) {
    this.#accounts = new Map([[account.id, account], ...this.#accounts]);
  }

  /** @param {string} note */
  #say(note) {
    this.note = note;
    this.#changed();
  }
}

/** @param {Response} response @param {any} reply */
function refusal(response, reply) {
  const reset = Number(response.headers.get("x-rate-limit-reset")) * 1000;
  if (response.status === 429) {
    const again = reset > Date.now() ? ` Again at ${clockTime(new Date(reset))}, ${fromNow(new Date(reset))}.` : "";
    return `X lets this list be read no more for now.${again}`;
  }
  const why = reply?.detail ?? reply?.title ?? reply?.errors?.[0]?.detail ?? reply?.errors?.[0]?.message ?? "";
  return `The list could not be read: ${[response.status, why].filter(Boolean).join(" ")}.`.replace("..", ".");
}
