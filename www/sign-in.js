// @ts-check
import { XError } from "./pkg/client.js";
import { alone } from "./busy.js";
import { hideError, showError } from "./error-view.js";
import { askWho, dropSession, endSession, isSignedIn, ownAccount, sessionOptions, takeSession } from "./identity.js";
import { ended, GOING_TO_X, notSignedIn, notSignedOut, SIGNED_OUT, signedIn, signedInAsSomeone, SIGNING_IN, SIGNING_OUT } from "./sentences.js";
import { say } from "./status.js";
import { comeBack, goToX, takeCallback } from "./way-to-x.js";

/** @typedef {import("./setup.js").App} App */

/** What the page does first: somebody may have come back from X, or be signed in still. @param {App} app */
export function arrive(app) {
  const callback = takeCallback();
  return alone(callback === undefined ? () => restore(app) : () => finish(app, callback), { canCancel: false });
}

/** @param {App} app */
export function signIn(app) {
  return alone(async () => {
    hideError();
    say(GOING_TO_X, "busy");
    await goToX(app).catch(refused);
  }, { canCancel: false });
}

export function signOut() {
  return alone(async () => {
    hideError();
    say(SIGNING_OUT, "busy");
    try {
      await endSession();
      say(SIGNED_OUT, "done");
    } catch (error) {
      say(notSignedOut(error), "failed");
    }
  }, { canCancel: false });
}

/** Whether the error says that the session is over; then the page is signed out, and says so. @param {unknown} error */
export function endedBy(error) {
  if (!isSignedIn() || !(error instanceof XError) || error.code !== "sign_in") return false;
  dropSession();
  say(ended(error), "failed");
  return true;
}

/** @param {App} app */
async function restore({ clientId }) {
  try {
    await takeSession(clientId);
    await introduce();
  } catch (error) {
    refused(error);
  }
}

/** @param {App} app @param {string} callback */
async function finish({ clientId }, callback) {
  say(SIGNING_IN, "busy");
  try {
    await takeSession(clientId, await comeBack(callback, sessionOptions()));
    if (await introduce()) say(signedIn(ownAccount()), "done");
  } catch (error) {
    // Whoever was signed in before is so still.
    await takeSession(clientId).then(introduce).catch(() => {});
    refused(error);
  }
}

/** Whether X has said who is signed in; should it not, that is said. */
async function introduce() {
  try {
    await askWho();
    return true;
  } catch (error) {
    if (!endedBy(error)) {
      showError(error);
      say(signedInAsSomeone(error), "failed");
    }
    return false;
  }
}

/** @param {unknown} error */
function refused(error) {
  say(notSignedIn(error), "failed");
}
