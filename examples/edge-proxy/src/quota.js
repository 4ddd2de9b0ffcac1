import { Problem } from "./problem.js";

const DAY_MS = 24 * 60 * 60_000;

/** Where it is kept what the account has used today. */
const USED = "used";

/** What is counted: users that X reads, mutes and unmutes; and of an address, who comes back from X. */
const KINDS = ["reads", "writes", "signIns"];

/** What an account, or an address, may have X do in a day (UTC): X bills the owner of the app for it. */
export class Quota {
  #store;
  #most;
  /** What was taken ahead, and is not used yet. */
  #held = noneOf(undefined);

  /** @param {{ reads: number, writes: number, signIns: number }} most of each in a day */
  constructor(store, most) {
    this.#store = store;
    this.#most = most;
  }

  /**
   * Takes so much of what is left of today; throws a 429 and takes nothing where that is not enough. Who goes on to take may
   * take some more `ahead`, and give back what is left of it: each time that something is kept costs a row.
   */
  async take(cost, ahead = 0) {
    const day = today();
    // What was taken ahead on another day is over.
    if (this.#held.day !== day) this.#held = noneOf(day);
    if (KINDS.every((kind) => this.#held[kind] >= (cost[kind] ?? 0))) {
      for (const kind of KINDS) this.#held[kind] -= cost[kind] ?? 0;
      return;
    }
    // Nothing is awaited in here: what is held changes with what is used.
    await this.#keep(day, (used) => {
      const wanted = KINDS.filter((kind) => cost[kind] > 0);
      const spent = wanted.find((kind) => used[kind] + cost[kind] > this.#most[kind]);
      if (spent !== undefined) throw this.#spent(spent, day);
      for (const kind of wanted) {
        const more = Math.min(ahead, this.#most[kind] - used[kind] - cost[kind]);
        used[kind] += cost[kind] + more;
        this.#held[kind] += more;
      }
    });
  }

  /** Gives back what was taken ahead. */
  async giveBack() {
    const held = this.#held;
    this.#held = noneOf(undefined);
    if (held.day !== today() || KINDS.every((kind) => held[kind] === 0)) return;
    await this.#keep(held.day, (used) => KINDS.forEach((kind) => { used[kind] = Math.max(0, used[kind] - held[kind]); }));
  }

  /** Has `change` change what is used; in one step, so that two who take at once do not take the same. */
  async #keep(day, change) {
    await this.#store.update(USED, (text) => {
      const before = JSON.parse(text ?? "{}");
      const used = before.day === day ? before : noneOf(day);
      change(used);
      return JSON.stringify(used);
    });
  }

  /** The refusal, with headers as X's own of a limit of 24 hours: x-mutes reads from them when to come back. */
  #spent(kind, day) {
    const most = this.#most[kind];
    const end = (day + 1) * DAY_MS;
    const words = {
      reads: `an account look up ${most} people`,
      writes: `an account mute and unmute ${most} people`,
      signIns: `an address sign in ${most} times`,
    }[kind];
    const detail = `this proxy lets ${words} a day: try again at ${new Date(end).toISOString()}`;
    return new Problem(429, detail, {
      "retry-after": String(Math.max(1, Math.ceil((end - Date.now()) / 1000))),
      "x-user-limit-24hour-limit": String(most),
      "x-user-limit-24hour-remaining": "0",
      "x-user-limit-24hour-reset": String(end / 1000),
    });
  }
}

function today() {
  return Math.floor(Date.now() / DAY_MS);
}

function noneOf(day) {
  return { day, reads: 0, writes: 0, signIns: 0 };
}
