import { Client } from "x-mutes/client";
import { endpointOf } from "./endpoints.js";
import { Problem } from "./problem.js";

/** Where it is kept whether the job is to run, when it goes on, and why it has stopped. */
const COURSE = "course";

/** How long an alarm may work, in milliseconds: longer than a window's 50 mutes take. The platform allows 15 minutes. */
const BATCH_MS = 60_000;

/** The platform tries an alarm that was cut off again, six times. From here on, another is set before it is tried. */
const RETRIES = 3;

/** A job that fails for a fault of x-mutes' own goes on, but not for ever: so often. */
const MOST_FAULTS = 3;

/** How much of the day's quota an alarm takes at once: what X's limit lets it do. */
const AHEAD = 50;

/** When that one, or what cannot be done just now, comes, in milliseconds from then: long after the alarm has ended by itself. */
const LATER_MS = 5 * 60_000;

/** An account's bulk job, which runs from alarm to alarm. */
export class BulkJob {
  #storage;
  #store;
  #tokens;
  #quota;
  #settings;
  #job;
  #underWay;
  #signIns = 0;

  constructor(storage, store, tokens, quota, settings) {
    this.#storage = storage;
    this.#store = store;
    this.#tokens = tokens;
    this.#quota = quota;
    this.#settings = settings;
  }

  /** What a wanted change would do. Nothing is kept of it. */
  async plan({ wanted, skip, partial }) {
    return await (await this.#client()).plan(wanted, { skip, partial });
  }

  /** Begins to carry out a plan. */
  async begin(plan) {
    const { isRunning } = await this.#course();
    // One that was discarded while it was being woken is not there any more, and is in nobody's way.
    if (isRunning && await this.#kept() !== undefined) {
      throw new Problem(409, "a job is running: wait for it, or discard it, DELETE /job");
    }
    const job = await (await this.#client()).job(plan, this.#options);
    // Unless somebody else has begun it meanwhile.
    if (!(await this.#course()).isRunning) this.#job = Promise.resolve(job);
    return await this.resume();
  }

  async resume() {
    await this.#demanded();
    await this.#wake(Date.now());
    return await this.report();
  }

  /** Answers once the request under way is settled. */
  async pause() {
    const job = await this.#demanded();
    await this.#rest({ isRunning: false });
    job.pause();
    await this.#underWay;
    return await this.report();
  }

  /** How far it is. */
  async report() {
    const { entries, state, ...numbers } = (await this.#demanded()).report();
    const { isRunning, resumeAt, stoppedBy } = await this.#course();
    if (state === "done") return { ...numbers, state };
    if (isRunning) await this.#findAlarm();
    return { ...numbers, state: isRunning ? "running" : "paused", resumeAt, stoppedBy };
  }

  /** What became of each entry. */
  async csv() {
    return (await this.#demanded()).csv();
  }

  /** The plan that undoes it, which can be begun once this job is done or discarded. */
  async undo() {
    return (await this.#demanded()).undo();
  }

  async discard() {
    const job = await this.#demanded();
    await this.#rest(undefined);
    await job.discard();
    this.#job = undefined;
    return {};
  }

  /** A job that has stopped for want of a session goes on. */
  async signedIn() {
    this.#signIns += 1;
    const { stoppedBy } = await this.#course();
    if (stoppedBy?.code === "sign_in") await this.#wake(Date.now());
  }

  /**
   * Does what is due, and sets the alarm for what is due next. An alarm may come late, or twice: the job knows what has been
   * done.
   */
  async goOn({ retryCount = 0 } = {}) {
    const { isRunning, faults = 0 } = await this.#course();
    if (!isRunning) return;
    // The platform gives up in silence, and a job must not.
    if (retryCount >= RETRIES) await this.#storage.setAlarm(Date.now() + LATER_MS);
    const signIns = this.#signIns;
    this.#underWay = this.#batch();
    const { state, resumeAt, stoppedBy } = await this.#underWay;
    this.#underWay = undefined;
    // Somebody may have paused or discarded it meanwhile.
    if (!(await this.#course()).isRunning) return;
    if (resumeAt !== undefined) await this.#wake(resumeAt.getTime());
    // What it stopped for has come before it was noted.
    else if (stoppedBy?.code === "sign_in" && this.#signIns > signIns) await this.#wake(Date.now());
    else if (stoppedBy?.code === "internal" && faults < MOST_FAULTS) await this.#wake(Date.now() + LATER_MS, faults + 1);
    else if (state === "done" || stoppedBy !== undefined) await this.#rest({ isRunning: false, stoppedBy });
    // Where it was paused and resumed meanwhile, the alarm is set.
    else if (await this.#storage.getAlarm() === null) await this.#wake(Date.now() + LATER_MS);
  }

  async #batch() {
    try {
      await this.#tokens.demandAllowed();
      const job = await this.#demanded();
      const { state, resumeAt } = await job.runUntilLimited({ maxMs: BATCH_MS });
      return { state, resumeAt, stoppedBy: resumeAt === undefined ? inWords(job.report().stoppedBy) : undefined };
    } catch (thrown) {
      return { stoppedBy: inWords(thrown) };
    } finally {
      await this.#quota.giveBack();
    }
  }

  async #wake(at, faults) {
    await this.#note({ isRunning: true, resumeAt: at, faults });
    await this.#storage.setAlarm(at);
  }

  /** Sets the alarm where the platform has lost it: after some failures, a broken deployment's say, it gives up. */
  async #findAlarm() {
    if (this.#underWay === undefined && await this.#storage.getAlarm() === null) await this.#storage.setAlarm(Date.now());
  }

  async #rest(course) {
    await this.#note(course);
    await this.#storage.deleteAlarm();
  }

  async #demanded() {
    const job = await this.#kept();
    if (job === undefined) throw new Problem(404, "there is no job: POST a plan to /job");
    return job;
  }

  /** The job that is kept, if any. It is one object for all who ask at once: another would not see what this one does. */
  async #kept() {
    const asked = this.#job ??= this.#client().then((client) => client.resumeJob(this.#options));
    let job;
    try {
      job = await asked;
    } finally {
      // Unless another has been begun meanwhile.
      if (job === undefined && this.#job === asked) this.#job = undefined;
    }
    return job;
  }

  get #options() {
    return { store: this.#store, key: "job", pace: this.#settings.pace };
  }

  async #client() {
    return new Client({
      auth: (why) => this.#tokens.accessToken(why),
      userId: await this.#tokens.userId(),
      baseUrl: this.#settings.xApi,
      fetch: (url, init) => this.#askX(url, init),
    });
  }

  /** Asks X within the account's quota. Over it, x-mutes is answered as by X at a limit of 24 hours, and waits as for that. */
  async #askX(url, init) {
    try {
      const { pathname, search } = new URL(url);
      const path = pathname.slice(new URL(this.#settings.xApi).pathname.replace(/\/$/, "").length);
      const { cost } = endpointOf({ method: init.method, url: `https://x${path}${search}` });
      await this.#quota.take(cost, this.#underWay === undefined ? 0 : AHEAD);
    } catch (thrown) {
      if (thrown instanceof Problem) return thrown.response();
      throw thrown;
    }
    return fetch(url, init);
  }

  async #course() {
    return JSON.parse(await this.#store.get(COURSE) ?? "{}");
  }

  async #note(course) {
    await this.#store.update(COURSE, () => course && JSON.stringify(course));
  }
}

/** What a page is to know of an error. */
function inWords(error) {
  return error && { code: error.code ?? "internal", message: String(error.message) };
}
