// @ts-check
import { readAuth } from "./auth.js";
import { CALL, readClientOptions } from "./client-options.js";
import { nowBy } from "./clock.js";
import { XError } from "../error.js";
import { Job } from "./job.js";
import { otherAccount, readJobOptions, readPlan, unfinished } from "./job-options.js";
import { JobCall } from "./job-call.js";
import { JobStore } from "./job-store.js";
import { Limits } from "./limits.js";
import { UserList } from "./list.js";
import { count, each, ID, idText, invalid, items, kindOf, object, optionsOf, text, texts, USERNAME } from "../options.js";
import { define, member, members } from "../own.js";
import { plan } from "./plan.js";
import { run } from "./module.js";
import { storeOf } from "./stores/store.js";
import { unlessAborted } from "../waiting.js";

/**
 * @import { Client as PublicClient, ClientOptions, Endpoint, ListOptions, RequestOptions, UserId, WaitOptions } from "x-mutes/client"
 * @import { Args } from "../types.d.ts"
 * @import { ClientFunctions } from "./glue.js"
 * @import { ClientCallOptions, HeardLimits, JobCallOptions, ReadJobOptions } from "./types.d.ts"
 */

/** The most people that X looks up at once. */
const AT_ONCE = 100;

/** The largest page of a list that X gives. */
const PAGE = 1000;

/** The options of a client that are those of its calls, too. */
const DEFAULTS = /** @type {const} */ (["baseUrl", "timeoutMs", "maxRetries", "maxRateLimitWaitMs", "fetch", "headers", "onResponse", "clock"]);

/**
 * One account, and all its calls. They may overlap.
 *
 * @implements {PublicClient}
 */
export class Client {
  #defaults;
  #who;
  /** @type {string | undefined} */
  #userId;
  /** The question for the user's ID that is under way. @type {Promise<string> | undefined} */
  #asking;
  #limits = new Limits();

  /** @param {ClientOptions} options */
  constructor(options) {
    object("options", options);
    const { auth, userId, ...defaults } = optionsOf("options", options, ["auth", "userId", ...DEFAULTS]);
    this.#who = readAuth(auth);
    if (userId !== undefined) [this.#userId] = each("userId", [idText("userId", userId)], ID, "a user ID, 1 to 19 digits");
    // A signal is of a call, not of a client.
    this.#defaults = readClientOptions(defaults);
    this.#options();
  }

  /** Asked of X once, at most. Calls that need it meanwhile wait for the same answer. @type {PublicClient["userId"]} */
  async userId(options) {
    const { signal } = this.#options(options);
    return await unlessAborted(() => this.#asking ??= this.#askUserId(options), signal);
  }

  /** @param {RequestOptions | undefined} options */
  async #askUserId(options) {
    try {
      const given = { signal: undefined };
      return this.#userId ??= await this.#run(options, "user_id", [], given) ?? (await this.#run(options, "me", [], given)).id;
    } finally {
      this.#asking = undefined;
    }
  }

  /** @type {PublicClient["mute"]} */
  mute(targetUserId, options) {
    return this.#muting("mute", targetUserId, options);
  }

  /** @type {PublicClient["unmute"]} */
  unmute(targetUserId, options) {
    return this.#muting("unmute", targetUserId, options);
  }

  /**
   * @param {"mute" | "unmute"} name
   * @param {UserId} targetUserId
   * @param {RequestOptions | undefined} options
   */
  async #muting(name, targetUserId, options) {
    const target = idText("targetUserId", targetUserId);
    const source = !ID.test(target) ? "0" : this.#userId ?? await this.userId(options);
    return run(() => {
      const read = this.#options(options);
      return { options: read, name, args: [this.#who, source, target, read.baseUrl, read.maxRetries, read.maxRateLimitWaitMs] };
    });
  }

  /** @type {PublicClient["me"]} */
  async me(options) {
    const user = await this.#run(options, "me", []);
    this.#userId ??= user.id;
    return user;
  }

  /** Everyone who is muted, page by page, as they are consumed. @type {PublicClient["muted"]} */
  muted(options) {
    return this.#list("muted", options);
  }

  /**
   * @param {Endpoint} name of a list of users
   * @param {ListOptions | undefined} options
   */
  #list(name, options) {
    return new UserList((nextToken) => this.#page(name, options, nextToken), member(options, "nextToken"));
  }

  /**
   * @param {Endpoint} name
   * @param {ListOptions | undefined} options
   * @param {string | undefined} nextToken
   */
  async #page(name, options, nextToken) {
    const names = /** @type {const} */ (["pageSize", "userFields", "nextToken", ...CALL]);
    const { pageSize = PAGE, userFields, nextToken: first, ...request } = optionsOf("options", options, names);
    const size = count("pageSize", pageSize, 1, PAGE);
    const token = nextToken === undefined ? "" : text("nextToken", nextToken);
    const fields = texts("userFields", userFields).join();
    try {
      const page = await this.#run(request, "user_list", [name, await this.userId(request), size, token, fields]);
      return { users: [], ...page };
    } catch (error) {
      if (error instanceof XError && nextToken !== undefined) define(error, "nextToken", nextToken);
      throw error;
    }
  }

  /** @type {PublicClient["users"]} */
  async users(who, options) {
    const { ids, usernames } = members(who, ["ids", "usernames"]);
    if (ids === undefined && usernames === undefined) throw invalid(`who must have ids or usernames, like { usernames: ["@jack"] }; it was ${kindOf(who)}`);
    const idTexts = each("each of ids", items("ids", ids).map((id) => idText("each of ids", id)), ID, "a user ID, 1 to 19 digits");
    const names = each("each of usernames", texts("usernames", usernames), USERNAME, "1 to 15 of A-Z, a-z, 0-9 and _, with or without @");
    const { userFields, ...request } = optionsOf("options", options, ["userFields", ...CALL]);
    const fields = texts("userFields", userFields).join();
    const found = [];
    for (const chunk of chunks(idTexts)) found.push(await this.#run(request, "users", [chunk, "", fields]));
    for (const chunk of chunks(names)) found.push(await this.#run(request, "users", [undefined, chunk, fields]));
    return { users: found.flatMap(({ users }) => users), missing: found.flatMap(({ missing }) => missing) };
  }

  /** What a wanted change would do. @type {PublicClient["plan"]} */
  plan(wanted, options) {
    return plan(wanted, options, async (planning, given, request) => {
      planning.source = await this.userId(request);
      planning.muteLimits = this.#limits.plain("mute");
      planning.unmuteLimits = this.#limits.plain("unmute");
      return this.#run(request, "plan", [planning], given);
    });
  }

  /** A job that carries out a plan, or goes on from a checkpoint. Nothing is sent yet. @type {PublicClient["job"]} */
  async job(plan, options) {
    const read = readJobOptions(options);
    const texts = await readPlan(plan, read);
    const kept = new JobStore(read.store, read.key);
    const source = await this.userId();
    if (plan.userId !== source) throw otherAccount("plan", plan.userId, source);
    // What is damaged gives way: whoever resumes it is told.
    const before = await kept.load().catch((error) => {
      if (member(error.cause, "salvaged") === undefined) throw error;
    });
    const isSame = before?.userId === source && await kept.isOf(texts);
    const isUnfinished = before !== undefined && before.left > 0;
    if (!isSame && (isUnfinished || !await kept.create(texts))) throw unfinished(read.key);
    return this.#job(kept, source, read);
  }

  /** The job that is kept in the store under this key. @type {PublicClient["resumeJob"]} */
  async resumeJob(options) {
    const read = readJobOptions(options);
    const kept = new JobStore(storeOf(read.store), read.key);
    const found = await kept.load();
    if (found === undefined) return undefined;
    const source = await this.userId();
    if (found.userId !== source) throw otherAccount("the job that is kept", found.userId, source);
    return this.#job(kept, source, read);
  }

  /**
   * @param {JobStore} kept
   * @param {string} source
   * @param {ReadJobOptions} read
   */
  #job(kept, source, read) {
    return new Job(kept, (options, current) => this.#runJob(options, current, source, read), () => this.#now(), read.onProgress);
  }

  /**
   * Runs a job by options that are this very object.
   *
   * @param {WaitOptions | undefined} options
   * @param {JobCallOptions} current
   * @param {string} source
   * @param {ReadJobOptions} read
   */
  async #runJob(options, current, source, { pace, maxPerDay }) {
    const heard = current.heard = this.#limits.join(this.#now());
    try {
      return await run(() => {
        Object.assign(current, this.#options({ __proto__: null, signal: member(options, "signal") }, heard));
        if (current.maxMs !== undefined) this.#limit(current, current.maxMs);
        return { options: current, name: "run_job", args: [source, current.texts.state, pace, maxPerDay, current.maxMs !== undefined] };
      }, JobCall);
    } finally {
      this.#limits.leave(heard);
    }
  }

  /**
   * No request lasts longer than the time that the call has.
   *
   * @param {JobCallOptions} current
   * @param {number} maxMs
   */
  #limit(current, maxMs) {
    const { timeoutMs } = current;
    const endsAt = current.endsAt = this.#now() + maxMs;
    const get = () => Math.min(timeoutMs || Infinity, Math.max(1, endsAt - this.#now()));
    Object.defineProperty(current, "timeoutMs", { __proto__: null, get });
  }

  #now() {
    return nowBy(this.#defaults.clock);
  }

  /** The last known limits of an endpoint. @type {PublicClient["rateLimits"]} */
  rateLimits(endpoint) {
    return this.#limits.of(endpoint);
  }

  /**
   * Runs a call by the caller's options, with what else is given with it.
   *
   * @template {keyof ClientFunctions & string} Name
   * @param {unknown} options
   * @param {Name} name
   * @param {Args<ClientFunctions, Name>} args
   * @param {ClientCallOptions} [given]
   */
  #run(options, name, args, given) {
    return run(() => ({ options: { __proto__: null, ...this.#options(options), ...given }, name, args }));
  }

  /**
   * A call's options: its own, or else the client's. Jobs hear of X's answers to others' calls.
   *
   * @param {unknown} [options]
   * @param {HeardLimits[]} [own] what the job hears whose call it is
   */
  #options(options, own) {
    const read = readClientOptions(options, this.#defaults, this.#who);
    const { onResponse } = read;
    read.onResponse = (info) => {
      this.#limits.note(info, own);
      return onResponse?.(info);
    };
    return read;
  }
}

/**
 * A hundred at a time, with commas between.
 *
 * @param {string[]} people
 */
function chunks(people) {
  const found = [];
  for (let at = 0; at < people.length; at += AT_ONCE) found.push(people.slice(at, at + AT_ONCE).join());
  return found;
}
