// @ts-check
import { byId, make } from "./dom.js";

const row = byId("identity");
const who = byId("signed-in-as");
const signIn = byId("sign-in");
const signOut = byId("sign-out");
const job = byId("job");

/**
 * Who mutes. The fields for token and ID are put aside while somebody is signed in.
 * @param {{ canSignIn: boolean, isSignedIn: boolean, user: import("./names.js").Account | undefined }} identity
 */
export function showIdentity({ canSignIn, isSignedIn, user }) {
  const had = row.contains(document.activeElement);
  row.hidden = !canSignIn;
  signIn.hidden = isSignedIn;
  signOut.hidden = !isSignedIn;
  who.replaceChildren(...words(isSignedIn, user));
  job.dataset.identity = isSignedIn ? "session" : "fields";
  for (const field of job.querySelectorAll(".own")) field.hidden = isSignedIn;
  // The button that was pressed has gone: the keyboard goes to the one in its place.
  if (had && canSignIn) (isSignedIn ? signOut : signIn).focus();
}

/** @param {boolean} isSignedIn @param {import("./names.js").Account | undefined} user */
function words(isSignedIn, user) {
  if (!isSignedIn) return ["or fill in a token and its user’s ID."];
  return user?.username ? ["Signed in as ", make("b", {}, `@${user.username}`)] : ["Signed in"];
}
