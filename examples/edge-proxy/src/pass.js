// The pass: a cookie with the access token and whose it is, which the account's Durable Object is asked about at each call.
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

function isExpiring({ expiresAt }) {
  return Date.now() >= expiresAt - MARGIN_MS;
}

/** The same pass for a call of this cost, if its account says that it may be made: with a token that is good. */
export async function admitted(pass, settings, cost) {
  const call = { cost, needsToken: isExpiring(pass) };
  return withToken(pass, settings, await accountOf(pass, settings).admit(pass.signIn, call));
}

/** Refuses a pass of a sign-in that has ended, or of an account that is not on the list. */
export async function demandLive(pass, settings) {
  withToken(pass, settings, await accountOf(pass, settings).admit(pass.signIn, { cost: {}, needsToken: false }));
}

/** The same pass with another token than the one that X has refused. The account refreshes, and nobody else. */
export async function renewed(pass, settings, rejectedToken) {
  return withToken(pass, settings, await accountOf(pass, settings).token(pass.signIn, rejectedToken));
}

/** The same pass with the token that the account has given, where it has. */
function withToken(pass, settings, { problem, ...token }) {
  if (problem?.status === 401) throw signInAgain(problem.detail, settings);
  if (problem) throw new Problem(problem.status, problem.detail, problem.headers);
  return Object.keys(token).length > 0 ? { ...pass, ...token } : pass;
}

/** The account's Durable Object. */
export function accountOf({ user }, { accounts }) {
  return accounts.getByName(user);
}

export function signInAgain(why, settings) {
  return new Problem(401, `${why}: sign in again, at ${settings.origin}/sign-in`, { "set-cookie": PASS.clear(settings) });
}
