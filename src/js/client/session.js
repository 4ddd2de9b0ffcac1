// @ts-check
import { href, invalid, object, optionsOf, text, texts } from "../options.js";
import { hasMember, members } from "../own.js";
import { CALL, readClientOptions } from "./client-options.js";
import { nowBy } from "./clock.js";
import { run } from "./module.js";
import { isBrowser, webPage } from "../runtime.js";
import { storeOf } from "./stores/store.js";
import { unlessAborted } from "../waiting.js";

/**
 * @import { Session as PublicSession } from "x-mutes/client"
 * @import { SessionCall, SessionTokens, SignInCall } from "./types.d.ts"
 */

/** X's page where people allow an app to act for them. */
const AUTHORIZE_URL = "https://x.com/i/oauth2/authorize";

/** What muting and listing need, and a session that lasts. */
const SCOPES = ["mute.read", "mute.write", "tweet.read", "users.read", "offline.access"];

/** The time limit of a request to the token endpoint, in milliseconds; a refresh makes two of them, at most. */
const TIMEOUT_MS = 15_000;

/**
 * Where to send people to sign in, and what to keep until they come back.
 *
 * @type {typeof import("x-mutes/client").beginSignIn}
 */
export function beginSignIn(options) {
  return run(() => {
    object("options", options);
    const names = /** @type {const} */ (["clientId", "redirectUri", "scopes", "authorizeUrl"]);
    const { clientId, redirectUri, scopes = SCOPES, authorizeUrl = AUTHORIZE_URL } = optionsOf("options", options, names);
    /** @type {SignInCall} */
    const given = {
      __proto__: null,
      clientId: text("clientId", clientId),
      redirectUri: href("redirectUri", redirectUri) && String(redirectUri),
      scopes: texts("scopes", scopes).join(" "),
      authorizeUrl: href("authorizeUrl", authorizeUrl),
    };
    return { options: given, name: "begin_sign_in", args: [] };
  });
}

/**
 * The session of those who have come back. Their code is exchanged once, whatever comes of it.
 *
 * @type {typeof import("x-mutes/client").completeSignIn}
 */
export async function completeSignIn(callbackUrl, pending, options) {
  const { state, verifier, clientId, redirectUri } = members(object("pending", pending), ["state", "verifier", "clientId", "redirectUri"]);
  const settings = readSettings(options, { clientId });
  const url = new URL(href("callbackUrl", callbackUrl));
  const parameter = (/** @type {string} */ name) => url.searchParams.getAll(name).join();
  const given = {
    pendingState: text("pending.state", state),
    verifier: text("pending.verifier", verifier),
    redirectUri: text("pending.redirectUri", redirectUri),
    redirectHref: href("pending.redirectUri", redirectUri),
    callbackUrl: url.href,
    callbackState: parameter("state"),
    callbackCode: parameter("code"),
    callbackError: parameter("error"),
    callbackErrorDescription: parameter("error_description"),
  };
  const tokens = await run(() => ({ options: { __proto__: null, ...settings, ...given }, name: "complete_sign_in", args: [] }));
  return new Session(settings, tokens);
}

/**
 * A signed-in account, whose tokens are refreshed as they expire.
 *
 * @implements {PublicSession}
 */
export class Session {
  #settings;
  #tokens;
  /** The refresh under way. @type {Promise<void> | undefined} */
  #renewal;

  /**
   * @param {SessionCall} settings
   * @param {SessionTokens} tokens
   */
  constructor(settings, tokens) {
    if (!hasMember(settings, "authorization")) throw invalid("a Session is made by completeSignIn() and Session.restore()");
    this.#settings = settings;
    this.#tokens = tokens;
  }

  /**
   * The session in the store, or undefined.
   *
   * @type {typeof PublicSession.restore}
   */
  static async restore(options) {
    const settings = readSettings(options);
    const tokens = await run(() => ({ options: settings, name: "restore_session", args: [] }));
    return tokens === undefined ? undefined : new Session(settings, tokens);
  }

  get scopes() {
    return this.#tokens.scope.split(" ").filter(Boolean);
  }

  get expiresAt() {
    return new Date(this.#tokens.expiresAt);
  }

  /**
   * A token that is good now, and not the rejected one. An abort ends the waiting, and not a refresh under way.
   *
   * @type {PublicSession["accessToken"]}
   */
  async accessToken(options) {
    const { signal, rejectedToken = "" } = optionsOf("options", options, ["signal", "rejectedToken"]);
    return await unlessAborted(() => this.#good(rejectedToken), signal);
  }

  /** @param {string} rejectedToken */
  async #good(rejectedToken) {
    const { accessToken, renewAt } = this.#tokens;
    if (nowBy(this.#settings.clock) < renewAt && accessToken !== rejectedToken && this.#settings.unsaved === undefined) return accessToken;
    this.#renewal ??= this.#renew(rejectedToken);
    await this.#renewal;
    return this.#tokens.accessToken;
  }

  /** @param {string} rejectedToken */
  async #renew(rejectedToken) {
    try {
      this.#settings.rejectedToken = String(rejectedToken ?? "");
      this.#tokens = await run(() => ({ options: this.#settings, name: "renew_session", args: [] }));
    } finally {
      this.#renewal = undefined;
    }
  }

  /** Revokes the tokens at X, and forgets them. */
  async signOut() {
    this.#forget();
    try {
      await run(() => ({ options: this.#settings, name: "sign_out", args: [] }));
    } finally {
      // A refresh may have been under way.
      this.#forget();
    }
  }

  #forget() {
    this.#tokens = { ...this.#tokens, accessToken: "", renewAt: 0 };
  }
}

/** The names of RestoreOptions, and of the other options of a client, which may share its object with a session: these have no effect. */
const SETTINGS = /** @type {const} */ (["clientId", "clientSecret", "store", "key", ...CALL]);

/**
 * Reads RestoreOptions: the options of each call of a session.
 *
 * @param {unknown} options
 * @param {{ clientId: unknown }} [pending] the sign-in that is completed, which knows its client
 * @returns {SessionCall}
 */
function readSettings(options, pending) {
  const { clientId, clientSecret, store, key = "session", baseUrl, fetch, headers, clock } = optionsOf("options", object("options", options), SETTINGS);
  const read = readClientOptions({ baseUrl, fetch, headers, clock, timeoutMs: TIMEOUT_MS });
  const client = text("clientId", pending === undefined ? clientId : pending.clientId);
  if (clientSecret !== undefined && isBrowser()) {
    throw invalid("clientSecret must be kept on a server: whoever has the page or the extension could read it; leave it out here");
  }
  return {
    __proto__: null,
    ...read,
    clientId: client,
    page: webPage() || undefined,
    authorization: clientSecret === undefined ? undefined : basic(client, text("clientSecret", clientSecret)),
    store: storeOf(store),
    key: text("key", key),
  };
}

/**
 * HTTP Basic credentials of a client (RFC 6749, 2.3.1).
 *
 * @param {string} client
 * @param {string} secret
 */
function basic(client, secret) {
  return `Basic ${btoa(`${encodeURIComponent(client)}:${encodeURIComponent(secret)}`)}`;
}
