// @ts-check
/**
 * @import { Endpoint, RateLimit, ResponseInfo } from "x-mutes"
 * @import { HeardLimits, PlainLimit } from "./types.d.ts"
 */

/** The endpoints whose limits jobs go by. */
const MUTING = /** @type {Endpoint[]} */ (["mute", "unmute"]);

/** The limits that X has told a client of, and its jobs that are to hear of others' calls. */
export class Limits {
  /** Those of each endpoint that were heard last. @type {Map<string, RateLimit[]>} */
  #latest = new Map();
  /** What each job that runs is to hear. @type {Set<HeardLimits[]>} */
  #jobs = new Set();

  /** @param {Endpoint} endpoint */
  of(endpoint) {
    return [...this.#latest.get(endpoint) ?? []];
  }

  /**
   * The same as Rust takes them: copies, for the limits are the caller's to change.
   *
   * @param {Endpoint} endpoint
   * @returns {PlainLimit[]}
   */
  plain(endpoint) {
    return this.of(endpoint).map(plain);
  }

  /**
   * Begins to collect what a job is to hear, with what is known at `now`. A limit that is over would be taken for another clock's, and
   * waited for once more.
   *
   * @param {number} now in milliseconds since the epoch
   * @returns {HeardLimits[]}
   */
  join(now) {
    const known = MUTING.map((endpoint) => ({ endpoint, rateLimits: this.plain(endpoint).filter(({ resetAt }) => resetAt > now) }));
    const heard = known.filter(({ rateLimits }) => rateLimits.length > 0);
    this.#jobs.add(heard);
    return heard;
  }

  /** @param {HeardLimits[]} heard */
  leave(heard) {
    this.#jobs.delete(heard);
  }

  /**
   * Notes what an answer has told.
   *
   * @param {ResponseInfo} info
   * @param {HeardLimits[]} [own] what the job hears whose call it is
   */
  note({ endpoint, rateLimits }, own) {
    if (rateLimits.length > 0) this.#latest.set(endpoint, rateLimits);
    if (!MUTING.includes(endpoint)) return;
    for (const heard of this.#jobs) if (heard !== own) heard.push({ endpoint, rateLimits: rateLimits.map(plain) });
  }
}

/**
 * A limit with its time in milliseconds since the epoch.
 *
 * @param {RateLimit} limit
 * @returns {PlainLimit}
 */
function plain({ scope, limit, remaining, resetAt }) {
  return { scope, limit: Number(limit), remaining: Number(remaining), resetAt: Number(resetAt) };
}
