// @ts-check
import { define, member } from "../own.js";

/** @import { MutedList, Page, User } from "x-mutes/client" */

/**
 * The users of a list of pages, one by one; `pages()` gives the pages. The next page is fetched when it is needed.
 *
 * @param {(nextToken: string | undefined) => Promise<Page>} fetchPage
 * @param {string | undefined} nextToken of the first page
 * @returns {MutedList}
 */
export function list(fetchPage, nextToken) {
  async function* pages() {
    for (let token = nextToken; ;) {
      const page = await fetchPage(token);
      token = member(page, "nextToken");
      yield page;
      if (token === undefined) return;
    }
  }
  // The page under way, and how many of its users have been given.
  let users = /** @type {User[]} */ ([]);
  let given = 0;
  async function* each() {
    try {
      for await (const page of pages()) {
        [users, given] = [page.users, 0];
        while (given < users.length) yield users[given++];
      }
    } finally {
      users = [];
    }
  }
  const all = each();
  let queued = 0;
  /** @param {"next" | "return" | "throw"} name */
  const inTurn = (name) => {
    const method = /** @type {(...args: unknown[]) => Promise<unknown>} */ (all[name]);
    return (/** @type {unknown[]} */ ...args) => {
      queued += 1;
      return method.apply(all, args).finally(() => {
        queued -= 1;
      });
    };
  };
  const nextInTurn = inTurn("next");
  // A generator makes several promises for each user. Those of a page that is there need one, unless others wait for theirs.
  const next = () => (queued === 0 && given < users.length ? Promise.resolve({ value: users[given++], done: false }) : nextInTurn());
  for (const [name, value] of Object.entries({ next, return: inTurn("return"), throw: inTurn("throw"), pages })) define(all, name, value);
  return /** @type {any} */ (all);
}
