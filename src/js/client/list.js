// @ts-check
import { member } from "../own.js";

/** @import { MutedList, Page, User } from "x-mutes/client" */

/** What generators inherit, too: `[Symbol.asyncDispose]()`, in engines that have it. */
const ASYNC_ITERATOR = Object.getPrototypeOf(Object.getPrototypeOf((async function* () {}).prototype));

/**
 * The users of a list, one by one. The next page is fetched when it is needed.
 *
 * @implements {MutedList}
 */
export class UserList {
  #fetchPage;
  #firstToken;
  #users = this.#each();
  /** The page under way, and how many of its users have been given. */
  #page = /** @type {User[]} */ ([]);
  #given = 0;
  /** How many promises of `#users` have not settled. */
  #waiting = 0;

  /**
   * @param {(nextToken: string | undefined) => Promise<Page>} fetchPage
   * @param {string | undefined} firstToken of the first page
   */
  constructor(fetchPage, firstToken) {
    this.#fetchPage = fetchPage;
    this.#firstToken = firstToken;
  }

  /** The same, a page at a time, from the first page on. @type {MutedList["pages"]} */
  async* pages() {
    for (let token = this.#firstToken; ;) {
      const page = await this.#fetchPage(token);
      token = member(page, "nextToken");
      yield page;
      if (token === undefined) return;
    }
  }

  /** @returns {AsyncGenerator<User, undefined>} */
  async* #each() {
    try {
      for await (const { users } of this.pages()) {
        this.#page = users;
        this.#given = 0;
        while (this.#given < users.length) yield users[this.#given++];
      }
    } finally {
      this.#page = [];
    }
  }

  /**
   * A generator makes several promises for each user. A user of a page that is there needs one, unless others wait for theirs.
   *
   * @returns {Promise<IteratorResult<User, undefined>>}
   */
  next() {
    if (this.#waiting > 0 || this.#given >= this.#page.length) return this.#inTurn(this.#users.next());
    return Promise.resolve({ value: this.#page[this.#given++], done: false });
  }

  /** @param {any} [value] */
  return(value) {
    return this.#inTurn(this.#users.return(value));
  }

  /** @param {unknown} [error] */
  throw(error) {
    return this.#inTurn(this.#users.throw(error));
  }

  /**
   * Counts a promise of `#users` until it settles. The generator keeps their order.
   *
   * @template T
   * @param {Promise<T>} promise
   */
  #inTurn(promise) {
    this.#waiting += 1;
    return promise.finally(() => {
      this.#waiting -= 1;
    });
  }

  [Symbol.asyncIterator]() {
    return this;
  }
}

Object.setPrototypeOf(UserList.prototype, ASYNC_ITERATOR);
