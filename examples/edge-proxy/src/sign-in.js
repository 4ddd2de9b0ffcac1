import { beginSignIn, Client, completeSignIn, memoryStore, XError } from "x-mutes/client";
import { Cookie } from "./cookie.js";
import { demandOwnHeader, demandOwnPage } from "./guard.js";
import { accountOf, demandSignIn, PASS, readPass } from "./pass.js";
import { Problem, SAFE_HEADERS } from "./problem.js";
import { networkOf } from "./network.js";
import { notAllowed } from "./tokens.js";

const BACK = "/sign-in/back";

/** What must be kept while the user is at X: the state and the verifier. Lax, for X sends them back from another site. */
const PENDING = new Cookie("x-mutes-pending", "Lax", 10 * 60);

/** Sends the user to X. */
export async function begin(request, settings) {
  demandSignIn(settings);
  if (["cross-site", "same-site"].includes(request.headers.get("sec-fetch-site"))) {
    throw new Problem(403, `another site has sent you here: sign in from ${settings.origin}`);
  }
  const { clientId, authorizeUrl, origin } = settings;
  const { url, pending } = await beginSignIn({ clientId, redirectUri: `${origin}${BACK}`, authorizeUrl });
  return sendTo(url, [await PENDING.set({ pending }, settings)]);
}

/** Takes in whoever X has sent back. The refresh token goes to the account's Durable Object, and nowhere else. */
export async function complete(request, settings) {
  demandSignIn(settings);
  try {
    const pass = await PASS.set(await exchanged(request, settings), settings);
    return sendTo(`${settings.origin}/`, [pass, PENDING.clear(settings)]);
  } catch (thrown) {
    if (!(thrown instanceof XError || thrown instanceof Problem)) throw thrown;
    const { status, headers: why } = thrown instanceof Problem ? thrown : Problem.of(thrown);
    // A person reads this, not a script.
    const type = { ...why, "content-type": "text/plain; charset=utf-8" };
    const text = `You are not signed in: ${thrown.message}.\n\nTry again: ${settings.origin}/sign-in\n`;
    return new Response(text, { status, headers: { ...SAFE_HEADERS, ...type, "set-cookie": PENDING.clear(settings) } });
  }
}

/** The pass of whoever has come back. */
async function exchanged(request, settings) {
  const { pending } = await PENDING.read(request, settings) ?? {};
  if (pending === undefined) throw new Problem(400, "it was not begun in this browser, or longer than ten minutes ago");
  // Where it is another's, or has no code, X is not asked.
  const { searchParams } = new URL(request.url);
  if (searchParams.get("state") === pending.state && searchParams.has("code")) await demandTurn(request, settings);
  const { xApi: baseUrl, clientSecret } = settings;
  const store = memoryStore();
  const session = await completeSignIn(request.url, pending, { store, baseUrl, clientSecret });
  try {
    const user = await new Client({ auth: session, baseUrl }).userId();
    if (!settings.isAllowed(user)) throw notAllowed(user);
    const signIn = await accountOf({ user }, settings).signedIn(user, await store.get("session"));
    return { user, signIn, token: await session.accessToken(), expiresAt: session.expiresAt.getTime() };
  } catch (thrown) {
    // Nobody has these tokens any more.
    await session.signOut().catch(() => {});
    throw thrown;
  }
}

/** Refuses whoever has come back too often today, before X is asked who they are. */
async function demandTurn(request, { accounts }) {
  const address = request.headers.get("cf-connecting-ip") ?? "";
  const { problem } = await accounts.getByName(`from ${networkOf(address)}`).comesBack();
  if (problem) throw new Problem(problem.status, problem.detail, problem.headers);
}

/** Revokes the account's tokens at X, and forgets them, here and in the browser. */
export async function end(request, settings) {
  demandOwnPage(request, settings);
  demandOwnHeader(request);
  const pass = await readPass(request, settings);
  const { problem } = await accountOf(pass, settings).signOut(pass.signIn);
  const headers = { "set-cookie": PASS.clear(settings) };
  const untold = problem && `signed out here, but X could not be told: ${problem.detail}`;
  if (problem) return new Problem(problem.status, untold, headers).response();
  return new Response(null, { status: 204, headers: { ...SAFE_HEADERS, ...headers } });
}

function sendTo(location, cookies) {
  const headers = new Headers({ ...SAFE_HEADERS, location, "referrer-policy": "no-referrer" });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
