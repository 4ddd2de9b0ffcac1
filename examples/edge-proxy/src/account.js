import { DurableObject } from "cloudflare:workers";
import { XError } from "x-mutes/client";
import { BulkJob } from "./bulk-job.js";
import { Problem } from "./problem.js";
import { Quota } from "./quota.js";
import { readAccountSettings } from "./settings.js";
import { textStore } from "./text-store.js";
import { Tokens } from "./tokens.js";

/**
 * All that is kept of an X account: its tokens and its bulk job. There is one of each account in the world, so a refresh
 * token, which is good once, is used once.
 *
 * What goes wrong is told in what is returned, as `problem`: an error would lose its fields on the way to the Worker.
 */
export class Account extends DurableObject {
  #tokens;
  #quota;
  #bulk;

  constructor(ctx, env) {
    super(ctx, env);
    const settings = readAccountSettings(env);
    const store = textStore(ctx.storage.sql);
    this.#tokens = new Tokens(store, settings);
    this.#quota = new Quota(store, settings.mostPerDay);
    this.#bulk = new BulkJob(ctx.storage, store, this.#tokens, this.#quota, settings);
  }

  /**
   * Takes the tokens of a new sign-in; gives what stands for it in the cookie.
   *
   * @param {string} session as a Store of x-mutes has it
   */
  async signedIn(userId, session) {
    const signIn = await this.#tokens.take(userId, session);
    await this.#bulk.signedIn();
    return signIn;
  }

  /**
   * The one question before each call by the cookie: whether this sign-in is live, its account on the list, and so much of the
   * day's quota left, which then is taken. Gives a good access token where that of the cookie is not.
   *
   * @param {{ cost: { reads?: number, writes?: number }, needsToken: boolean }} call
   */
  admit(signIn, { cost, needsToken }) {
    return told(async () => {
      await this.#tokens.demand(signIn);
      await this.#quota.take(cost);
      return needsToken ? await this.#tokens.good(signIn) : {};
    });
  }

  /** Counts somebody who comes back from X; of an address, which has an object as accounts have. */
  comesBack() {
    return told(async () => {
      await this.#quota.take({ signIns: 1 });
      return {};
    });
  }

  /** A good access token, and not the one that X has refused. */
  token(signIn, rejectedToken) {
    return told(() => this.#tokens.good(signIn, rejectedToken));
  }

  signOut(signIn) {
    return told(async () => {
      // X has been told of one that has ended. Whoever is off the list may still sign out.
      if (await this.#tokens.isOf(signIn)) await this.#tokens.signOut();
      return {};
    });
  }

  /** @param {string} action the name of a method of BulkJob's; the Worker knows which there are */
  job(signIn, action, given) {
    return told(async () => {
      await this.#tokens.demand(signIn);
      const answer = await this.#bulk[action](given);
      return typeof answer === "string" ? { text: answer } : { value: answer };
    });
  }

  alarm(info) {
    return this.#bulk.goOn(info);
  }
}

/** What `work` gives, or what went wrong with it. */
async function told(work) {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof XError || thrown instanceof Problem)) throw thrown;
    const { status, message: detail, headers } = thrown instanceof Problem ? thrown : Problem.of(thrown);
    const { partial } = Object(thrown.cause);
    return { problem: { status, detail, headers, isOfSignIn: thrown.code === "sign_in", more: partial && { partial } } };
  }
}
