// @ts-check

/** @typedef {{ id: string, name?: string, username?: string }} Account */

/** What the page knows of accounts, from the list of muted ones and from the server's targets. @type {Map<string, Account>} */
const known = new Map();

/** @param {Account[]} accounts */
export function learn(accounts) {
  for (const account of accounts) known.set(account.id, { ...known.get(account.id), ...account });
}

/** @param {string} id @returns {Account} */
export function accountOf(id) {
  return known.get(id) ?? { id };
}

/** Whoever is known by that username, the @ before it or not. @param {string} username */
export function accountNamed(username) {
  const name = username.replace(/^@/, "").toLowerCase();
  return [...known.values()].findLast((account) => account.username?.toLowerCase() === name);
}

/** The handle, or the ID where no handle is known. @param {string} id */
export function handleOf(id) {
  const { username } = accountOf(id);
  return username ? `@${username}` : id || "nobody";
}
