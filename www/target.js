// @ts-check
import { learn } from "./names.js";

/** @typedef {import("./names.js").Account} Account */

/**
 * Whom the text says. Digits are an ID; a username has an @ before it, or a letter or an underscore in it: there are
 * usernames of digits alone. Whatever is neither is left to the package to refuse, as an ID.
 * @param {string} text
 * @returns {{ id: string, username?: undefined } | { id?: undefined, username: string }}
 */
export function readTarget(text) {
  return /^@|[a-z_]/i.test(text) ? { username: text } : { id: text };
}

/** Nobody has that username, or X does not show them. */
export class Nobody extends Error {
  kind = "nobody";

  /** @param {string} username @param {{ title?: string, detail?: string }} said by X */
  constructor(username, { title, detail }) {
    super(`there is nobody called @${username.replace(/^@/, "")}`);
    this.title = title;
    this.detail = detail;
  }
}

/**
 * Asks X who has the username, each time anew: usernames change hands.
 * @param {import("./pkg/client.js").Client} client
 * @param {string} username
 * @param {object} options
 * @returns {Promise<Account>}
 */
export async function find(client, username, options) {
  const { users: [user], missing: [missing] } = await client.users({ usernames: [username] }, options);
  if (!user) throw new Nobody(username, missing ?? {});
  learn([user]);
  return user;
}
