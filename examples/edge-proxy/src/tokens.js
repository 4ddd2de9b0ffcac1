import { memoryStore, Session, XError } from "x-mutes";

/** Where x-mutes keeps the tokens, and where it is kept who has signed in. */
const SESSION = "session";
const SIGN_IN = "sign-in";

/** An account's tokens. */
export class Tokens {
  #store;
  #options;
  #session;
  #turn = Promise.resolve();

  constructor(store, { clientId, clientSecret, xApi }) {
    this.#store = store;
    this.#options = { clientId, clientSecret, baseUrl: xApi };
  }

  /** Puts the tokens of a new sign-in in the place of the old ones. Other browsers stay signed in, and get these. */
  take(userId, session) {
    return this.#inTurn(async () => {
      const replaced = await this.#store.get(SESSION);
      const { signIn = crypto.randomUUID() } = replaced === undefined ? {} : await this.#signedIn();
      await this.#store.update(SESSION, () => session);
      await this.#store.update(SIGN_IN, () => JSON.stringify({ userId, signIn }));
      this.#session = undefined;
      return { signIn, replaced };
    });
  }

  /** Makes tokens that were replaced worthless. X may not hear of it: then they end by themselves, sooner or later. */
  async revoke(session) {
    if (session === undefined) return;
    const store = memoryStore();
    await store.update(SESSION, () => session);
    await (await Session.restore({ ...this.#options, store }))?.signOut().catch(() => {});
  }

  /** Refuses a pass of a sign-in that has ended: what was signed out does not come back with the next sign-in. */
  async demand(signIn) {
    if (!await this.isOf(signIn)) throw ended("it has ended");
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

function ended(why) {
  return XError.from({ name: "XError", code: "sign_in", message: `session: ${why}` });
}
