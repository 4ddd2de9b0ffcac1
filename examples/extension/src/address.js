// Who is meant by an address on X, or by what somebody has typed.

const HOST = /^(?:(?:www|mobile)\.)?(?:x|twitter)\.com$/;
const USERNAME = /^[A-Za-z0-9_]{1,15}$/;
const ID = /^(?:0|[1-9]\d{0,18})$/;

/** What comes first in addresses of X that are nobody's. */
const PAGES = new Set([
  "about", "account", "communities", "compose", "download", "explore", "follower_requests", "hashtag", "home", "i",
  "intent", "jobs", "login", "logout", "messages", "notifications", "oauth", "privacy", "search", "settings", "share",
  "signup", "tos", "who_to_follow",
]);

/**
 * The account whose profile or post is at an address.
 *
 * @param {string} address
 * @returns {{ id: string } | { username: string } | undefined}
 */
export function whoIsAt(address) {
  const url = parsed(address);
  if (url === undefined || !/^https?:$/.test(url.protocol) || !HOST.test(url.hostname)) return undefined;
  const [first, second, third] = url.pathname.split("/").filter(Boolean);
  if (first === "i" && second === "user") return withId(third);
  const parameter = (name) => url.searchParams.get(name);
  if (first === "intent") return withId(parameter("user_id")) ?? withName(parameter("screen_name"));
  return PAGES.has(first?.toLowerCase()) ? undefined : withName(first);
}

/**
 * The account that somebody has typed: an `@handle`, an ID, or the address of a profile or post. Digits alone are an ID:
 * usernames of digits, of which there are some, need the `@`.
 *
 * @param {string} text
 */
export function whoIs(text) {
  const word = text.trim();
  if (word.startsWith("@")) return withName(word.slice(1));
  if (word.includes("/")) return whoIsAt(/^https?:\/\//i.test(word) ? word : `https://${word}`);
  return /^\d+$/.test(word) ? withId(word) : withName(word);
}

function withId(id) {
  return ID.test(id ?? "") ? { id } : undefined;
}

function withName(username) {
  return USERNAME.test(username ?? "") ? { username } : undefined;
}

function parsed(address) {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}
