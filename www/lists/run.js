// @ts-check
import { now } from "../clock.js";
import { indexedDbStore } from "../pkg/client.js";
import { showCounts, showEntries, showNoPace, showPace } from "./run-view.js";

/** @typedef {import("../pkg/client.js").Client} Client */
/** @typedef {import("../pkg/client.js").Progress} Progress */

/** While it runs, the rows are brought up to date at most this often, in milliseconds … */
const ROWS_MS = 1000;

/** … and for at most one part in so many of the time. */
const ROWS_SHARE = 50;

const HOUR_MS = 3_600_000;

/** There is no rate before it has gone for so long, in milliseconds. */
const RATED_MS = 120_000;

/** A job of the page's: each account has one. */
export class Run {
  /** A Job, from the beginning. @type {any} */ job;
  /** Whether it is to be seen. */
  isShown = true;
  /** Where it began to go. @type {{ at: number, done: number } | undefined} */ #since;
  /** When the rows may be brought up to date again, by performance.now(). */ #rowsAgain = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #rowsSoon;
  /** Called when it has been told that all is done. */
  onEnd = () => {};

  /** The job of a plan. @param {Client} client @param {import("../pkg/client.js").Plan} plan @param {import("./choices.js").Settings} settings */
  static async of(client, plan, settings) {
    const run = new Run();
    run.job = await client.job(plan, { ...settings, ...await run.#options(client) });
    return run;
  }

  /** The job that this browser has kept, if it has. @param {Client} client */
  static async kept(client) {
    const run = new Run();
    const job = await client.resumeJob(await run.#options(client));
    if (job === undefined) return undefined;
    run.job = job;
    return run;
  }

  /** @param {Client} client */
  async #options(client) {
    const key = `demo: job of ${await client.userId()}`;
    return { store: indexedDbStore(), key, onProgress: (/** @type {Progress} */ progress) => this.#hear(progress) };
  }

  /** Until it is done or paused. */
  async go() {
    this.#since = undefined;
    return this.job.run();
  }

  /** @param {Progress} progress */
  #hear(progress) {
    if (!this.isShown) return;
    showCounts(progress);
    showPace(progress, this.#perHour(progress));
    this.#rowsSoon ??= setTimeout(() => {
      if (this.isShown) this.#drawRows();
    }, Math.max(0, this.#rowsAgain - performance.now()));
    if (progress.done === progress.total) this.onEnd();
  }

  /** @param {Progress} progress */
  #perHour({ done }) {
    this.#since ??= { at: now(), done };
    const ms = now() - this.#since.at;
    return ms >= RATED_MS ? Math.round((done - this.#since.done) * HOUR_MS / ms) : undefined;
  }

  /** All of it as it is. It takes as long as the list is. */
  draw() {
    const report = this.job.report();
    const { muted, unmuted, gone, failed, total } = report;
    showCounts({ muted, unmuted, gone, failed, total, done: muted + unmuted + gone + failed });
    showNoPace();
    this.#drawRows(report);
    return report;
  }

  /** @param {import("../pkg/client.js").Report} [report] */
  #drawRows(report) {
    clearTimeout(this.#rowsSoon);
    this.#rowsSoon = undefined;
    const began = performance.now();
    showEntries(report ?? this.job.report());
    const ended = performance.now();
    this.#rowsAgain = ended + Math.max(ROWS_MS, (ended - began) * ROWS_SHARE);
  }
}
