// @ts-check

/** For each code of XError, and for what else this page may fail with: what happened, for the status line, and what to do about it. @type {Record<string, [string, string]>} */
const ADVICE = {
  invalid_argument: ["a field is not right", "Mend the marked field and press again. Nothing was sent."],
  bad_request: ["X did not take the request", "Check that your user ID is the one the token belongs to: an account can only mute as itself."],
  unauthorized: ["X refused the token", "Get a new access token: this one is wrong, revoked or expired. They live two hours."],
  payment_required: ["the X account has no credits left", "Add credits or raise the usage cap in X’s developer console. Waiting does not help."],
  forbidden: ["X does not allow this", "Use a user’s OAuth 2.0 token with the scopes mute.write, tweet.read and users.read, from an app that is enrolled with X."],
  not_found: ["X knows no such account", "Check the target’s ID. The account may have been deleted or suspended."],
  rate_limited: ["the limit is reached", "Wait until the window ends, then press again."],
  server_error: ["X has a fault", "Try again in a minute. It was retried already; muting twice does no harm."],
  bad_response: ["the answer is not what X promises", "Read the answer below: something between here and X may have written it. Refresh the list to see what was done."],
  network: ["X could not be reached", "Check the connection, and that the server of this page is still running."],
  timeout: ["no answer came in time", "Try again. Should X have done it already, doing it twice does no harm."],
  sign_in: ["the sign-in was refused", "Press “Sign in with X”, and allow it there."],
  storage: ["the browser’s storage failed", "Allow this site to store data and close its other tabs, then try again."],
  unsupported: ["WebAssembly cannot run here", "Use a current browser, and allow WebAssembly for this page."],
  internal: ["x-mutes has a fault", "Press again: the next call starts afresh. If it happens twice, please report it with what you see here."],
  nobody: ["there is nobody of that name", "Check the spelling. The account may have been renamed, deleted or suspended."],
  stranger: ["this tab has begun no sign-in", "You may have followed an old link, or one that somebody has forged: nothing was done. To sign in, press “Sign in with X”."],
};

const UNKNOWN = ["something went wrong", "Reload the page and try again. If it happens twice, please report it with what you see here."];

/** @param {any} error */
export function adviceFor(error) {
  const name = error?.code ?? error?.kind;
  const known = Object.hasOwn(ADVICE, name) ? ADVICE[name] : UNKNOWN;
  return { happened: known[0], todo: known[1] };
}
