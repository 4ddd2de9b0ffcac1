import { readAuth } from "./auth.js";
import { XError } from "./error.js";
import { list } from "./list.js";
import { count, idText, invalid, items, kindOf, readOptions, takeOptions, texts } from "./options.js";
import { run } from "./run.js";
import { unlessAborted } from "./waiting.js";

/** The most people that X looks up at once. */
const AT_ONCE = 100;

/** The largest page of a list that X gives. */
const PAGE = 1000;

/** What Rust takes as an ID. What it will refuse is not worth asking X for one's own. */
const ID = /^(0|[1-9]\d{0,18})$/;

/** One account, and all its calls. They may overlap. */
export class Client {
  #defaults;
  #who;
  #userId;
  #asking;
  #limits = new Map();

  constructor(options) {
    if (typeof options !== "object" || options === null) throw invalid(`options must be an object; it was ${kindOf(options)}`);
    const { auth, userId } = options;
    this.#defaults = takeOptions(options);
    delete this.#defaults.signal;
    this.#who = readAuth(auth);
    this.#userId = userId === undefined ? undefined : idText("userId", userId);
    this.#options();
  }

  /** Asked of X once, at most. Calls that need it meanwhile wait for the same answer. */
  async userId(options) {
    const { signal } = this.#options(options);
    this.#asking ??= this.#userId === undefined ? this.#askUserId(options) : Promise.resolve(this.#userId);
    return unlessAborted(this.#asking, signal);
  }

  async #askUserId(options) {
    try {
      const { id } = await this.#run("user_id", { ...options, signal: undefined });
      this.#userId = id;
      return id;
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
    const source = ID.test(target) ? await this.userId(options) : "0";
    return run(() => {
      const read = this.#options(options);
      const { scheme, auth, baseUrl, maxRetries, maxRateLimitWaitMs } = read;
      return [read, (instance, call) => {
        instance[name](call, scheme, auth, source, target, baseUrl, maxRetries, maxRateLimitWaitMs);
      }];
    });
  }

  me(options) {
    return this.#run("me", options);
  }

  /** Everyone who is muted, page by page, as they are consumed. */
  muted(options) {
    return list((nextToken) => this.#page(options, nextToken), options?.nextToken);
  }

  async #page(options, nextToken) {
    const { pageSize = PAGE, userFields = [] } = options ?? {};
    const given = { pageSize: count("pageSize", pageSize), userFields: texts("userFields", userFields).join(), nextToken };
    try {
      return await this.#run("muted", options, { ...given, source: await this.userId(options) });
    } catch (error) {
      if (error instanceof XError && nextToken !== undefined) error.nextToken = nextToken;
      throw error;
    }
  }

  async users(who, options) {
    const { ids, usernames } = typeof who === "object" && who !== null ? who : {};
    if (ids === undefined && usernames === undefined) throw invalid(`who must have ids or usernames; it was ${kindOf(who)}`);
    const lookups = [
      ...chunks("ids", items("ids", ids).map((id) => idText("each of ids", id))),
      ...chunks("usernames", texts("usernames", usernames)),
    ];
    const { userFields = [] } = options ?? {};
    const fields = texts("userFields", userFields).join();
    const found = { users: [], missing: [] };
    for (const people of lookups) {
      const { users, missing } = await this.#run("users", options, { ...people, userFields: fields });
      found.users.push(...users);
      found.missing.push(...missing);
    }
    return found;
  }

  /** The last known limits of an endpoint. */
  rateLimits(endpoint) {
    return [...this.#limits.get(endpoint) ?? []];
  }

  #run(name, options, given) {
    return run(() => [{ ...this.#options(options), ...given }, (instance, call) => instance[name](call)]);
  }

  /** A call's options: its own, or else the client's. */
  #options(options) {
    const read = readOptions(options, this.#defaults);
    const { onResponse } = read;
    if (this.#who.credentials !== undefined) read.baseUrl = ownOrigin(read.baseUrl);
    return {
      ...read,
      ...this.#who,
      onResponse: (info) => {
        if (info.rateLimits.length > 0) this.#limits.set(info.endpoint, info.rateLimits);
        return onResponse?.(info);
      },
    };
  }
}

/** The page's own origin, for a proxy there: to no other do its cookies go. */
function ownOrigin(baseUrl) {
  const origin = globalThis.location?.origin;
  if (origin === undefined || (baseUrl !== "" && new URL(baseUrl).origin !== origin)) {
    throw invalid("baseUrl must be on the page's own origin where auth is { proxy: true }");
  }
  return baseUrl || `${origin}/`;
}

/** A hundred at a time, with commas between. */
function chunks(what, people) {
  if (people.some((one) => one.includes(","))) throw invalid(`each of ${what} must be one, with no commas in it`);
  const found = [];
  for (let at = 0; at < people.length; at += AT_ONCE) found.push({ [what]: people.slice(at, at + AT_ONCE).join() });
  return found;
}
