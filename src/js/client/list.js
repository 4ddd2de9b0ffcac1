// @ts-check
import { member } from "../own.js";

/** @import { MutedList, Page } from "x-mutes/client" */

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
  async function* each() {
    for await (const { users } of pages()) yield* users;
  }
  return Object.assign(each(), { pages });
}
