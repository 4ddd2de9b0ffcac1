// The pass: a cookie with the access token and whose it is. While the token lasts, no request needs the Durable Object.
import { Cookie } from "./cookie.js";
import { Problem } from "./problem.js";

const DAY = 24 * 60 * 60;

/** A token that is good for less is renewed first, in milliseconds; x-mutes renews a session by the same margin. */
const MARGIN_MS = 60_000;

export const PASS = new Cookie("x-mutes", "Strict", 30 * DAY);

/** What the pass of a request holds: `{ user, signIn, token, expiresAt }`. */
export async function readPass(request, settings) {
  demandSignIn(settings);
  const pass = await PASS.read(request, settings);
  if (pass === undefined) throw signInAgain("there is no cookie of this proxy, or none that is good", settings);
  return pass;
}

/** Refuses what needs the tokens to be kept here, where none are. */
export function demandSignIn({ hasSignIn }) {
  if (hasSignIn) return;
  const fix = "give new Client() a token as auth, not { proxy: true }";
  throw new Problem(401, `this proxy keeps no tokens, for CLIENT_ID is not set: ${fix}`);
}

export function isExpiring({ expiresAt }) {
  return Date.now() >= expiresAt - MARGIN_MS;
}

/** The same pass with a good token, and not the one that X has refused. The account refreshes, and nobody else. */
export async function renewed(pass, settings, rejectedToken) {
  const { problem, ...token } = await accountOf(pass, settings).token(pass.signIn, rejectedToken);
  if (problem?.status === 401) throw signInAgain(problem.detail, settings);
  if (problem) throw new Problem(problem.status, problem.detail);
  return { ...pass, ...token };
}

/** The account's Durable Object. */
export function accountOf({ user }, { accounts }) {
  return accounts.getByName(user);
}

export function signInAgain(why, settings) {
  return new Problem(401, `${why}: sign in again, at ${settings.origin}/sign-in`, { "set-cookie": PASS.clear(settings) });
}
