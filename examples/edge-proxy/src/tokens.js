import { Session, XError } from "x-mutes/client";

/** Where x-mutes keeps the tokens, and where it is kept who has signed in. */
const SESSION = "session";
const SIGN_IN = "sign-in";

/** An account's tokens. */
export class Tokens {
  #store;
  #options;
  #isAllowed;
  #session;
  #turn = Promise.resolve();

  constructor(store, { clientId, clientSecret, xApi, isAllowed }) {
    this.#store = store;
    this.#isAllowed = isAllowed;
    this.#options = { clientId, clientSecret, baseUrl: xApi };
  }

  /**
   * Puts the tokens of a new sign-in in the place of the old ones. Other browsers stay signed in, and get these. X is not told
   * of the old ones: a server may end the whole grant for a token that is revoked, and these with it (RFC 7009, 2.1).
   */
  take(userId, session) {
    return this.#inTurn(async () => {
      const isSignedIn = await this.#store.get(SESSION) !== undefined;
      const { signIn = crypto.randomUUID() } = isSignedIn ? await this.#signedIn() : {};
      await this.#store.update(SESSION, () => session);
      await this.#store.update(SIGN_IN, () => JSON.stringify({ userId, signIn }));
      this.#session = undefined;
      return signIn;
    });
  }

  /**
   * Refuses a pass of a sign-in that has ended: what was signed out does not come back with the next sign-in. And that of an
   * account that has been taken off the list.
   */
  async demand(signIn) {
    if (!await this.isOf(signIn)) throw ended("it has ended");
    await this.demandAllowed();
  }

  /** Refuses to do anything for an account that is not on the list. */
  async demandAllowed() {
    const userId = await this.userId();
    if (!this.#isAllowed(userId)) throw notAllowed(userId);
  }

  async isOf(signIn) {
    return (await this.#signedIn()).signIn === signIn;
  }

  /** Whose they are. */
  async userId() {
    return (await this.#signedIn()).userId;
  }

  /** A token for this sign-in that is good now, and until when it is. */
  good(signIn, rejectedToken) {
    return this.#inTurn(async () => {
      await this.demand(signIn);
      const session = await this.#restored();
      const token = await session.accessToken({ rejectedToken });
      return { token, expiresAt: session.expiresAt.getTime() };
    });
  }

  /** A token for x-mutes, as a Client's `auth`: however many ask, it is refreshed once, and nobody leaves that half-way. */
  accessToken({ rejectedToken }) {
    return this.#inTurn(async () => (await this.#restored()).accessToken({ rejectedToken }));
  }

  /** The session, for as long as this object lives. */
  async #restored() {
    this.#session ??= Session.restore({ ...this.#options, store: this.#store });
    const session = await this.#session.catch((thrown) => {
      this.#session = undefined;
      throw thrown;
    });
    if (session !== undefined) return session;
    this.#session = undefined;
    throw ended("there is none");
  }

  signOut() {
    return this.#inTurn(async () => {
      await this.#store.update(SIGN_IN, (old) => JSON.stringify({ userId: JSON.parse(old).userId }));
      const session = await Session.restore({ ...this.#options, store: this.#store });
      this.#session = undefined;
      await session?.signOut();
    });
  }

  /** One after the other: what a refresh or a sign-out keeps when it ends would undo a sign-in that came meanwhile. */
  #inTurn(work) {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  async #signedIn() {
    return JSON.parse(await this.#store.get(SIGN_IN) ?? "{}");
  }
}

/** What whoever is not on the list is told. */
export function notAllowed(userId) {
  const message = `the account ${userId} may not use this proxy: whoever runs it can add that ID to ALLOWED_USERS`;
  return XError.from({ name: "XError", code: "forbidden", message });
}

function ended(why) {
  return XError.from({ name: "XError", code: "sign_in", message: `session: ${why}` });
}
