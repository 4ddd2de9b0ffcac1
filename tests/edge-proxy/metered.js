// The example's Worker, with a meter at its Durable Object: what the platform would bill. With the binding X_CLOCK, the time
// until an alarm is skipped, here and at X, so hours are seconds.
import { DurableObject } from "cloudflare:workers";
import { Account } from "./src/account.js";
import worker from "./src/worker.js";

const realNow = Date.now;
let skipped = 0;
Date.now = () => realNow() + skipped;

/** An account that counts its requests, its alarms, and the rows that it reads and writes. */
export class MeteredAccount extends DurableObject {
  #account;
  /** When the alarm would come, where time does not fly. */
  #due = { at: 0 };
  #counts = { requests: 0, alarms: 0, rowsRead: 0, rowsWritten: 0 };

  constructor(ctx, env) {
    super(ctx, env);
    count(ctx.storage, this.#counts);
    if (env.X_CLOCK) hasten(ctx.storage, this.#due);
    this.#account = new Account(ctx, env);
  }

  signedIn(...given) {
    return this.#ask("signedIn", given);
  }

  comesBack(...given) {
    return this.#ask("comesBack", given);
  }

  admit(...given) {
    return this.#ask("admit", given);
  }

  token(...given) {
    return this.#ask("token", given);
  }

  signOut(...given) {
    return this.#ask("signOut", given);
  }

  job(...given) {
    return this.#ask("job", given);
  }

  #ask(method, given) {
    this.#counts.requests += 1;
    return this.#account[method](...given);
  }

  async alarm(info) {
    this.#counts.alarms += 1;
    if (this.env.X_CLOCK) await skip(this.#due.at - Date.now(), this.env.X_CLOCK);
    await this.#account.alarm(info);
    // In the 15 minutes that were skipped, the platform would have put it out of memory.
    if (this.env.X_CLOCK) this.#account = new Account(this.ctx, this.env);
  }

  /** As the platform may do it: an alarm that nobody has set, one that comes twice, one that was cut off often. */
  again() {
    return this.#account.alarm({ retryCount: 6, isRetry: true });
  }

  /** As after a deployment that failed at every alarm. */
  async lose() {
    await this.ctx.storage.deleteAlarm();
  }

  async meter() {
    const counts = { ...this.#counts };
    const { sql } = this.ctx.storage;
    const values = sql.exec("SELECT key, length(CAST(text AS BLOB)) AS bytes FROM texts").toArray();
    return { ...counts, bytes: sql.databaseSize, values, alarmAt: await this.ctx.storage.getAlarm() };
  }

  /** What is kept of the session: only a test looks at that. */
  session() {
    const [row] = this.ctx.storage.sql.exec("SELECT text FROM texts WHERE key = 'session'").toArray();
    return JSON.parse(row?.text ?? "null");
  }
}

export default {
  async fetch(request, env, ctx) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/test/later") return Response.json(skipped += Number(searchParams.get("ms")));
    const [, look] = /^\/test\/(meter|session|again|lose)$/.exec(pathname) ?? [];
    if (look === undefined) return worker.fetch(request, env, ctx);
    return Response.json(await env.ACCOUNTS.getByName(searchParams.get("user"))[look]() ?? null);
  },
};

/** Has a Durable Object's storage count what is billed. */
function count(storage, counts) {
  const { sql } = storage;
  const exec = sql.exec.bind(sql);
  sql.exec = (...query) => {
    const cursor = exec(...query);
    const found = cursor.toArray();
    counts.rowsRead += cursor.rowsRead;
    counts.rowsWritten += cursor.rowsWritten;
    return { toArray: () => found };
  };
  const setAlarm = storage.setAlarm.bind(storage);
  storage.setAlarm = (at) => {
    // It is billed as a row.
    counts.rowsWritten += 1;
    return setAlarm(at);
  };
}

/** Has alarms come at once; `due` is when they would have. */
function hasten(storage, due) {
  const setAlarm = storage.setAlarm.bind(storage);
  storage.setAlarm = (at) => {
    due.at = at;
    return setAlarm(realNow());
  };
}

/** Has so much time passed, here and at X. */
async function skip(milliseconds, clock) {
  if (milliseconds <= 0) return;
  skipped += milliseconds;
  await fetch(clock, { method: "POST", body: JSON.stringify({ advance_ms: milliseconds }) });
}
