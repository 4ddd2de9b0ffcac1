// @ts-check
import { Elsewhere } from "./elsewhere.js";
import { XError } from "../error.js";
import { askNow } from "./module.js";
import { count, invalid, optionsOf } from "../options.js";
import { member, members, ownMember } from "../own.js";
import { report } from "../runtime.js";
import { throttled } from "./throttle.js";
import { unlessAborted } from "../waiting.js";

/**
 * @import { Job as PublicJob, Progress, Report, ReportEntry, WaitOptions } from "x-mutes/client"
 * @import { Result } from "../types.d.ts"
 * @import { ClientFunctions } from "./glue.js"
 * @import { JobStore } from "./job-store.js"
 * @import { JobCallOptions } from "./types.d.ts"
 */

/** How long runUntilLimited() goes on where nothing else is said, in milliseconds. */
const MAX_MS = 20_000;

/** What is no reason to mend anything, or none to go on: the call itself fails with it. */
const OWN = /** @type {string[]} */ (["invalid_argument", "unsupported", "internal"]);

/**
 * Many mutes and unmutes of one account.
 *
 * @implements {PublicJob}
 */
export class Job {
  #kept;
  #begin;
  #now;
  #progress;
  #elsewhere;
  /** What is given with the call under way. @type {JobCallOptions | undefined} */
  #current;
  /** The run under way; gives when to resume it. @type {Promise<Date | undefined> | undefined} */
  #underWay;
  /** @type {XError | undefined} */
  #stoppedBy;

  /**
   * @param {JobStore} kept
   * @param {(options: WaitOptions | undefined, current: JobCallOptions) => Promise<Result<ClientFunctions, "run_job">>} begin starts the
   *   call by the caller's options, with what is given with it
   * @param {() => number} now the client's clock
   * @param {((progress: Progress) => void) | undefined} onProgress
   */
  constructor(kept, begin, now, onProgress) {
    if (member(kept, "key") === undefined) throw invalid("a Job is made by client.job() and client.resumeJob()");
    this.#kept = kept;
    this.#begin = begin;
    this.#now = now;
    this.#progress = throttled(onProgress && ((/** @type {string} */ json) => onProgress(dated(JSON.parse(json)))));
    this.#elsewhere = new Elsewhere(kept, this.#progress.next);
  }

  /**
   * Runs until all is done, or paused. Whoever asks while it runs waits for the same end.
   *
   * @type {PublicJob["run"]}
   */
  async run(options) {
    const request = optionsOf("options", options, ["signal"]);
    await unlessAborted(() => this.#underWay ??= this.#run(request), request.signal);
    return this.report();
  }

  /**
   * Does all that is due, for at most `maxMs`, and says when to come back.
   *
   * @type {PublicJob["runUntilLimited"]}
   */
  async runUntilLimited(options) {
    const { maxMs: given, ...request } = optionsOf("options", options, ["maxMs", "signal"]);
    const maxMs = count("maxMs", given ?? MAX_MS, 1);
    const resumeAt = await unlessAborted(() => this.#underWay ??= this.#run(request, maxMs), request.signal);
    const { state } = this.report();
    return state === "paused" && resumeAt !== undefined ? { state, resumeAt } : { state };
  }

  /**
   * @param {WaitOptions | undefined} options
   * @param {number} [maxMs] in milliseconds; without an end if it is not given
   * @returns {Promise<Date | undefined>} when to resume it
   */
  async #run(options, maxMs) {
    /** @type {JobCallOptions} */
    const current = this.#current = { __proto__: null, texts: this.#kept, maxMs, progress: (json) => this.#tell(json) };
    this.#stoppedBy = undefined;
    this.#elsewhere.leave();
    try {
      const { state, resumeAt } = members(await this.#begin(options, current), ["state", "resumeAt"]);
      // Another context that asks for the job now is to have it.
      await current.released;
      if (state === "elsewhere") await this.#isElsewhere(current, options);
      return state === "paused" && maxMs !== undefined && !current.paused ? new Date(resumeAt ?? this.#now()) : undefined;
    } catch (error) {
      if (!(error instanceof XError) || OWN.includes(error.code) || member(options, "signal")?.aborted) throw error;
      this.#stoppedBy = error;
      await current.released;
      return undefined;
    } finally {
      this.#underWay = undefined;
      this.#current = undefined;
      this.#elsewhere.hush();
      this.#progress.flush();
    }
  }

  /** @param {string} json of a Progress */
  #tell(json) {
    this.#progress.next(json);
    this.#elsewhere.tell(json);
  }

  /**
   * @param {JobCallOptions} current
   * @param {WaitOptions | undefined} options
   */
  async #isElsewhere(current, options) {
    await this.#kept.load();
    if (current.paused || member(options, "signal")?.aborted) return;
    if (current.maxMs === undefined) this.#elsewhere.follow(() => this.run(options).catch(report));
    else this.#elsewhere.was = true;
  }

  /** Ends run() once the request under way is settled. */
  pause() {
    this.#elsewhere.leave();
    if (this.#current === undefined) return;
    this.#current.paused = true;
    this.#current.rest?.cancel();
  }

  /** @returns {Report} */
  report() {
    const { entries } = this.#kept;
    /** @param {ReportEntry["outcome"]} outcome @param {ReportEntry["action"]} [action] either by default */
    const number = (outcome, action) => entries.filter((entry) => entry.outcome === outcome && (action ?? entry.action) === entry.action).length;
    const state = number("todo") === 0 ? "done" : this.#elsewhere.was ? "elsewhere" : "paused";
    return {
      state,
      ...this.#stoppedBy && { stoppedBy: this.#stoppedBy },
      total: entries.length,
      muted: number("done", "mute"),
      unmuted: number("done", "unmute"),
      gone: number("gone"),
      failed: number("failed"),
      entries,
    };
  }

  /** The report's entries as CSV (RFC 4180). */
  csv() {
    const rows = this.#kept.entries.map((entry) => {
      const { error, ...fields } = members(entry, ["id", "username", "action", "outcome", "error"]);
      return [...Object.values(fields), error?.code, error?.message];
    });
    return [["id", "username", "action", "outcome", "code", "message"], ...rows].map((row) => `${row.map(field).join()}\r\n`).join("");
  }

  checkpoint() {
    return this.#kept.checkpoint;
  }

  /**
   * The plan that undoes what has been done, and nothing else.
   *
   * @type {PublicJob["undo"]}
   */
  undo() {
    const done = this.#kept.entries.filter(({ outcome }) => outcome === "done");
    const others = (/** @type {ReportEntry["action"]} */ undone) => done.filter(({ action }) => action === undone).map(({ action, outcome, ...who }) => who);
    const [mute, unmute] = [others("unmute"), others("mute")];
    const { windows, earliestEnd } = askNow("forecast_job", mute.length, unmute.length, this.#now());
    return {
      version: 1, userId: this.#kept.userId, mute, unmute, skipped: [], usersRead: 0,
      requests: { reads: 0, writes: done.length }, windows, earliestEnd: new Date(earliestEnd).toISOString(), limits: "assumed",
    };
  }

  /** Forgets it. Where it runs elsewhere, it stops there. */
  async discard() {
    this.pause();
    await this.#underWay?.catch(() => {});
    await this.#kept.discard();
  }
}

/**
 * Quoted where it must be.
 *
 * @param {string} [text]
 */
function field(text = "") {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A Progress with its times as Dates.
 *
 * @param {Omit<Progress, "eta" | "waitingUntil"> & { eta: number }} json with its times in milliseconds since the epoch
 * @returns {Progress}
 */
function dated(json) {
  const { eta, ...progress } = json;
  const waitingUntil = /** @type {number | undefined} */ (ownMember(json, "waitingUntil"));
  return { ...progress, ...waitingUntil !== undefined && { waitingUntil: new Date(waitingUntil) }, eta: new Date(eta) };
}
