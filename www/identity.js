// @ts-check
import { Client, indexedDbStore, Session } from "./pkg/client.js";
import { clockForClients } from "./clock.js";
import { fieldValues } from "./fields.js";
import { noteLimitsSoon } from "./limits-view.js";

/** @typedef {import("./names.js").Account} Account */

// Who mutes: whoever is signed in, or else the account whose token and ID are in the fields.

const ID = /^(0|[1-9][0-9]{0,18})$/;
const baseUrl = location.origin;

/** @type {{ session: Session, client: Client, user?: Account } | undefined} */
let signedIn;
/** The client of the fields, for as long as they say the same. @type {{ token: string, source: string, client: Client } | undefined} */
let ofFields;
let changed = () => {};

/** Called when it is somebody else. @param {() => void} listener */
export function onIdentityChange(listener) {
  changed = listener;
}

/** Where a session is kept, and by which way X is asked for it. */
export function sessionOptions() {
  return { store: indexedDbStore(), baseUrl, clock: clockForClients() };
}

export function isSignedIn() {
  return signedIn !== undefined;
}

/** Who is signed in, where X has said so. */
export function ownAccount() {
  return signedIn?.user;
}

/**
 * Signs in with the session, or with the one that this browser has kept, if it has.
 * @param {string} clientId
 * @param {Session} [session]
 */
export async function takeSession(clientId, session) {
  try {
    const taken = session ?? await Session.restore({ clientId, ...sessionOptions() });
    if (taken) signedIn = { session: taken, client: clientOf({ auth: taken }) };
  } finally {
    changed();
  }
}

/** Asks X who is signed in, unless that is known. @param {object} [options] of the call */
export async function askWho(options) {
  if (!signedIn || signedIn.user) return;
  const { session, client } = signedIn;
  const user = await client.me(options);
  signedIn = { session, user, client };
  changed();
}

/** Signed out here: the session is over already. */
export function dropSession() {
  signedIn = undefined;
  changed();
}

/** Signs out at X, too. The page is signed out also where that fails. */
export async function endSession() {
  try {
    await signedIn?.session.signOut();
  } finally {
    dropSession();
  }
}

/** What its jobs are told of limits is shown. @param {{ auth: string | Session, userId?: string }} who */
function clientOf(who) {
  return new Client({
    ...who, baseUrl, clock: clockForClients(), onResponse: ({ endpoint, rateLimits }) => noteLimitsSoon(endpoint, rateLimits),
  });
}

/** The client of whoever mutes; throws an XError where the fields name nobody. */
export function clientNow() {
  if (signedIn) return signedIn.client;
  const { token, source } = fieldValues();
  if (token !== ofFields?.token || source !== ofFields.source) {
    ofFields = { token, source, client: clientOf({ auth: token, userId: source }) };
  }
  return ofFields.client;
}

/** The same, where it is known whose list to read. */
export function clientToRead() {
  const { token, source } = fieldValues();
  const isKnown = signedIn ? signedIn.user : token && ID.test(source);
  return isKnown ? clientNow() : undefined;
}
