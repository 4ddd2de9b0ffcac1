// @ts-check

/** @typedef {import("./names.js").Account} Account */
/** @typedef {import("./pkg/client.js").Client} Client */

/** Few, so that it can be seen how the list grows. X gives up to 1000 at once, and 15 pages in 15 minutes. */
const PAGE_SIZE = 20;

/** What a row shows. */
const USER_FIELDS = ["name", "username"];

/** Who is muted, as X says page by page and as this page has changed it since. */
export class MutedList {
  /** @type {Map<string, Account>} */ #accounts = new Map();
  /** Who was muted (or else unmuted) here since the list was begun: X's pages may not know. @type {Map<string, boolean>} */ #changes = new Map();
  /** Whose list it is. @type {Client | undefined} */ #client;
  /** X's pages, from the next one on. @type {AsyncIterator<{ users: Account[], nextToken?: string }> | undefined} */ #pages;
  /** @type {string | undefined} */ #nextToken;
  #controller = new AbortController();
  #changed;
  /** Whether a page is under way. */
  reading = false;
  /** Whether a page has come. */
  known = false;
  /** Why the last page did not come. @type {unknown} */
  error;

  /** @param {() => void} changed */
  constructor(changed) {
    this.#changed = changed;
  }

  get accounts() {
    return [...this.#accounts.values()];
  }

  get hasMore() {
    return this.#pages !== undefined;
  }

  /** Whether it is anybody's list. */
  get isSomeones() {
    return this.#client !== undefined;
  }

  /** @param {string} id */
  has(id) {
    return this.#accounts.has(id);
  }

  /** Begin anew, with the first page. @param {Client | undefined} client whose list */
  start(client) {
    this.#controller.abort();
    this.#controller = new AbortController();
    if (client !== this.#client) this.#accounts.clear();
    this.#client = client;
    this.#changes.clear();
    this.#nextToken = undefined;
    this.known = this.reading = false;
    return this.retry();
  }

  /** Go on from where it stopped. */
  async retry() {
    this.error = undefined;
    // An iterator that has thrown is at its end: another goes on in its place.
    this.#pages = this.#client?.muted({
      pageSize: PAGE_SIZE, userFields: USER_FIELDS, nextToken: this.#nextToken, signal: this.#controller.signal,
    }).pages();
    if (this.hasMore) await this.more();
    else this.#changed();
  }

  /** Read the next page. Nothing is read after a failure before retry(). */
  async more() {
    if (!this.#pages || this.reading || this.error) return;
    const { signal } = this.#controller;
    this.reading = true;
    this.#changed();
    /** @type {unknown} */
    let failure;
    const page = await this.#pages.next().catch((error) => {
      failure = error;
    });
    if (signal.aborted) return;
    this.reading = false;
    if (page?.value) this.#take(page.value);
    else this.error = failure;
    this.#changed();
  }

  /** @param {{ users: Account[], nextToken?: string }} page */
  #take({ users, nextToken }) {
    // Until now it was the list from before; who was muted meanwhile stays.
    if (!this.known) this.#accounts = new Map([...this.#accounts].filter(([id]) => this.#changes.get(id)));
    this.known = true;
    for (const user of users) {
      if (!this.has(user.id) && this.#changes.get(user.id) !== false) this.#accounts.set(user.id, user);
    }
    this.#nextToken = nextToken;
    if (nextToken === undefined) this.#pages = undefined;
  }

  /** @param {Client} client @param {Account} account */
  add(client, account) {
    if (client !== this.#client) return;
    this.#changes.set(account.id, true);
    if (!this.has(account.id)) this.#accounts = new Map([[account.id, account], ...this.#accounts]);
    this.#changed();
  }

  /** @param {Client} client @param {string} id */
  remove(client, id) {
    if (client !== this.#client) return;
    this.#changes.set(id, false);
    this.#accounts.delete(id);
    this.#changed();
  }
}
