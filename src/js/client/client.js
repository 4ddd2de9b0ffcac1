import { readAuth } from "./auth.js";
import { readClientOptions } from "./client-options.js";
import { nowBy } from "./clock.js";
import { XError } from "../error.js";
import { Job } from "./job.js";
import { otherAccount, readJobOptions, readPlan, unfinished } from "./job-options.js";
import { JobCall } from "./job-call.js";
import { JobStore } from "./job-store.js";
import { UserList } from "./list.js";
import { count, each, ID, idText, invalid, items, kindOf, object, text, texts, USERNAME } from "../options.js";
import { define, member, members } from "../own.js";
import { plan } from "./plan.js";
import { run } from "./module.js";
import { platform } from "../runtime.js";
import { storeOf } from "./stores/store.js";
import { unlessAborted } from "../waiting.js";

/** The most people that X looks up at once. */
const AT_ONCE = 100;

/** The largest page of a list that X gives. */
const PAGE = 1000;

/** The options of a client that are those of its calls, too. */
const DEFAULTS = ["baseUrl", "timeoutMs", "maxRetries", "maxRateLimitWaitMs", "fetch", "headers", "onResponse", "clock"];

/** The endpoints whose limits jobs go by. */
const MUTING = ["mute", "unmute"];

/** One account, and all its calls. They may overlap. */
export class Client {
  #defaults;
  #who;
  #userId;
  #asking;
  #limits = new Map();
  #jobs = new Set();

  constructor(options) {
    const { auth, userId } = members(object("options", options), ["auth", "userId"]);
    this.#who = readAuth(auth);
    if (userId !== undefined) [this.#userId] = each("userId", [idText("userId", userId)], ID, "a user ID, 1 to 19 digits");
    // A signal is of a call, not of a client.
    this.#defaults = readClientOptions(members(options, DEFAULTS));
    this.#options();
  }

  /** Asked of X once, at most. Calls that need it meanwhile wait for the same answer. */
  async userId(options) {
    const { signal } = this.#options(options);
    return await unlessAborted(() => this.#asking ??= this.#askUserId(options), signal);
  }

  async #askUserId(options) {
    try {
      const given = { signal: undefined };
      this.#userId ??= await this.#run("user_id", options, given) ?? (await this.#run("me", options, given)).id;
      return this.#userId;
    } finally {
      this.#asking = undefined;
    }
  }

  mute(targetUserId, options) {
    return this.#muting("mute", targetUserId, options);
  }

  unmute(targetUserId, options) {
    return this.#muting("unmute", targetUserId, options);
  }

  async #muting(name, targetUserId, options) {
    const target = idText("targetUserId", targetUserId);
    const source = !ID.test(target) ? "0" : this.#userId ?? await this.userId(options);
    return run(() => {
      const read = this.#options(options);
      return { options: read, name, args: [this.#who, source, target, read.baseUrl, read.maxRetries, read.maxRateLimitWaitMs] };
    });
  }

  async me(options) {
    const user = await this.#run("me", options);
    this.#userId ??= user.id;
    return user;
  }

  /** Everyone who is muted, page by page, as they are consumed. */
  muted(options) {
    return new UserList((nextToken) => this.#page(options, nextToken), member(options, "nextToken"));
  }

  async #page(options, nextToken) {
    const { pageSize = PAGE, userFields } = members(options, ["pageSize", "userFields"]);
    const given = [
      count("pageSize", pageSize, 1, PAGE),
      nextToken === undefined ? "" : text("nextToken", nextToken),
      texts("userFields", userFields).join(),
    ];
    try {
      const page = await this.#run("muted", options, undefined, [await this.userId(options), ...given]);
      return { users: [], ...page };
    } catch (error) {
      if (error instanceof XError && nextToken !== undefined) define(error, "nextToken", nextToken);
      throw error;
    }
  }

  async users(who, options) {
    const { ids, usernames } = members(who, ["ids", "usernames"]);
    if (ids === undefined && usernames === undefined) throw invalid(`who must have ids or usernames; it was ${kindOf(who)}`);
    const lookups = [
      ...chunks("ids", each("each of ids", items("ids", ids).map((id) => idText("each of ids", id)), ID, "a user ID, 1 to 19 digits")),
      ...chunks("usernames", each("each of usernames", texts("usernames", usernames), USERNAME, "1 to 15 of A-Z, a-z, 0-9 and _, with or without @")),
    ];
    const userFields = texts("userFields", member(options, "userFields")).join();
    const found = [];
    for (const people of lookups) found.push(await this.#run("users", options, undefined, [people.ids, people.usernames ?? "", userFields]));
    return { users: found.flatMap(({ users }) => users), missing: found.flatMap(({ missing }) => missing) };
  }

  /** What a wanted change would do. */
  plan(wanted, options) {
    return plan(wanted, options, async (planning, course) => {
      planning.source = await this.userId(options);
      planning.muteLimits = plainLimits(this.rateLimits("mute"));
      planning.unmuteLimits = plainLimits(this.rateLimits("unmute"));
      return this.#run("plan", options, course, [planning]);
    });
  }

  /** A job that carries out a plan, or goes on from a checkpoint. Nothing is sent yet. */
  async job(plan, options) {
    const { store, key, onProgress, pace, maxPerDay } = readJobOptions(options);
    const texts = await readPlan(plan, { pace, maxPerDay });
    const kept = new JobStore(store, key);
    const source = await this.userId();
    if (plan.userId !== source) throw otherAccount("plan", plan.userId, source);
    // What is damaged gives way: whoever resumes it is told.
    const before = await kept.load().catch((error) => {
      if (member(error.cause, "salvaged") === undefined) throw error;
    });
    const isSame = before?.userId === source && await kept.isOf(texts);
    if (!isSame && (before?.left > 0 || !await kept.create(texts))) throw unfinished(key);
    return this.#job(kept, onProgress, { source, pace, maxPerDay });
  }

  /** The job that is kept in the store under this key. */
  async resumeJob(options) {
    const { store, key, onProgress, pace, maxPerDay } = readJobOptions(options);
    const kept = new JobStore(storeOf(store), key);
    const found = await kept.load();
    if (found === undefined) return undefined;
    const source = await this.userId();
    if (found.userId !== source) throw otherAccount("the job that is kept", found.userId, source);
    return this.#job(kept, onProgress, { source, pace, maxPerDay });
  }

  #job(kept, onProgress, given) {
    return new Job(kept, (options, current) => this.#runJob(options, current, given), () => this.#now(), onProgress);
  }

  /** Runs a job by options that are this very object. */
  async #runJob(options, current, { source, pace, maxPerDay }) {
    // What is known of X's limits before. One that is over would be taken for another clock's, and waited for once more.
    const isOpen = ({ resetAt }) => resetAt > this.#now();
    const known = MUTING.map((endpoint) => heardOf(endpoint, this.rateLimits(endpoint).filter(isOpen)));
    current.heard = known.filter(({ rateLimits }) => rateLimits.length > 0);
    this.#jobs.add(current.heard);
    try {
      return await run(() => {
        Object.assign(current, this.#options({ __proto__: null, signal: member(options, "signal") }, current.heard));
        if (current.maxMs !== undefined) this.#limit(current);
        return { options: current, name: "run_job", args: [source, current.texts.state, pace, maxPerDay, current.maxMs !== undefined] };
      }, JobCall);
    } finally {
      this.#jobs.delete(current.heard);
    }
  }

  /** No request lasts longer than the time that the call has. */
  #limit(current) {
    const { timeoutMs } = current;
    current.endsAt = this.#now() + current.maxMs;
    const get = () => Math.min(timeoutMs || Infinity, Math.max(1, current.endsAt - this.#now()));
    Object.defineProperty(current, "timeoutMs", { __proto__: null, get });
  }

  #now() {
    return nowBy(this.#defaults.clock);
  }

  /** The last known limits of an endpoint. */
  rateLimits(endpoint) {
    return [...this.#limits.get(endpoint) ?? []];
  }

  #run(name, options, given, args) {
    return run(() => ({ options: { __proto__: null, ...this.#options(options), ...given }, name, args }));
  }

  /** A call's options: its own, or else the client's. Jobs hear of X's answers to others' calls. */
  #options(options, own) {
    const read = readClientOptions(options, this.#defaults, this.#who);
    const { onResponse } = read;
    if (read.credentials !== undefined) read.baseUrl = ownOrigin(read.baseUrl);
    read.onResponse = (info) => {
      if (info.rateLimits.length > 0) this.#limits.set(info.endpoint, info.rateLimits);
      if (MUTING.includes(info.endpoint)) this.#jobs.forEach((heard) => heard !== own && heard.push(heardOf(info.endpoint, info.rateLimits)));
      return onResponse?.(info);
    };
    return read;
  }
}

/** What a job is to hear of an endpoint, as Rust takes it. */
function heardOf(endpoint, limits) {
  return { endpoint, rateLimits: plainLimits(limits) };
}

/** Limits with their times in milliseconds since the epoch: copies, for the limits are the caller's to change. */
function plainLimits(limits) {
  return limits.map(({ scope, limit, remaining, resetAt }) => ({
    scope, limit: Number(limit), remaining: Number(remaining), resetAt: Number(resetAt),
  }));
}

/** The page's own origin, for a proxy there: to no other do its cookies go. */
function ownOrigin(baseUrl) {
  const origin = platform("location")?.origin;
  if (origin === undefined) throw invalid("auth can be { proxy: true } in a web page only: elsewhere there is no origin to have a proxy on");
  if (baseUrl !== undefined && new URL(baseUrl).origin !== origin) {
    throw invalid("baseUrl must be on the page's own origin where auth is { proxy: true }");
  }
  return baseUrl ?? `${origin}/`;
}

/** A hundred at a time, with commas between. */
function chunks(what, people) {
  const found = [];
  for (let at = 0; at < people.length; at += AT_ONCE) found.push({ __proto__: null, [what]: people.slice(at, at + AT_ONCE).join() });
  return found;
}
