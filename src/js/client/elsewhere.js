// @ts-check
import { lock } from "./lock.js";

/** @import { JobStore } from "./job-store.js" */

/** As long as timers go, in milliseconds: three weeks and a half. */
const FOREVER = 2 ** 31 - 1;

/**
 * The name of a job's lock, and of the channel on which whoever runs it says how far it is.
 *
 * @param {Pick<JobStore, "store" | "key">} kept
 */
export function nameOf({ store, key }) {
  return `job:${store?.name}:${key}`;
}

/** The same job in other tabs and workers. */
export class Elsewhere {
  #kept;
  #onProgress;
  /** @type {BroadcastChannel | undefined} */
  #channel;
  /** @type {AbortController | undefined} */
  #following;

  /** Somebody else was found running it. */
  was = false;

  /**
   * @param {JobStore} kept
   * @param {(json: string) => void} onProgress takes the JSON of a Progress
   */
  constructor(kept, onProgress) {
    this.#kept = kept;
    this.#onProgress = onProgress;
  }

  /**
   * Tells the others how far the job is that runs here.
   *
   * @param {string} json of a Progress
   */
  tell(json) {
    if (this.#kept.store === undefined) return;
    this.#channel ??= open(this.#kept);
    this.#channel?.postMessage(json);
  }

  /** It does not run here any more. */
  hush() {
    if (this.was) return;
    this.#channel?.close();
    this.#channel = undefined;
  }

  /**
   * Hears how far the job is that runs elsewhere, and takes over should whoever runs it be gone.
   *
   * @param {() => void} takeOver
   */
  follow(takeOver) {
    this.was = true;
    this.#channel = open(this.#kept);
    if (this.#channel) this.#channel.onmessage = ({ data }) => typeof data === "string" && this.#onProgress(data);
    const following = this.#following = new AbortController();
    this.#wait(following.signal, takeOver).catch(() => this.#following === following && this.leave());
  }

  /**
   * @param {AbortSignal} signal
   * @param {() => void} takeOver
   */
  async #wait(signal, takeOver) {
    const release = await lock(nameOf(this.#kept), FOREVER, signal);
    release();
    await this.#kept.load();
    if (signal.aborted) return;
    // What was told last may still be on its way here.
    this.#following = undefined;
    this.was = false;
    if (this.#kept.isRunning) takeOver();
  }

  leave() {
    this.#following?.abort();
    this.#following = undefined;
    this.was = false;
    this.hush();
  }
}

/**
 * Not everywhere there is one; Node is not to stay for it.
 *
 * @param {JobStore} kept
 */
function open(kept) {
  try {
    const channel = new BroadcastChannel(`x-mutes ${nameOf(kept)}`);
    channel.unref?.();
    return channel;
  } catch {
    return undefined;
  }
}
