// The example's Worker, with a meter in its Durable Object: what the platform would bill.
import { Account } from "./src/account.js";
import worker from "./src/worker.js";

/** Rows read and written, alarms, the time in them, and the size of it all, while this object lives. */
export class MeteredAccount extends Account {
  #alarms = 0;
  #alarmMs = 0;
  #rows;

  constructor(ctx, env) {
    const rows = meter(ctx);
    super(ctx, env);
    this.#rows = rows;
  }

  async alarm(info) {
    const began = Date.now();
    this.#alarms += 1;
    await super.alarm(info);
    this.#alarmMs += Date.now() - began;
  }

  meter() {
    const { sql } = this.ctx.storage;
    const values = sql.exec("SELECT key, length(CAST(text AS BLOB)) AS bytes FROM texts").toArray();
    return { alarms: this.#alarms, alarmMs: this.#alarmMs, rows: this.#rows, bytes: sql.databaseSize, values };
  }

  /** What is kept of the session: only a test looks at that. */
  session() {
    const [row] = this.ctx.storage.sql.exec("SELECT text FROM texts WHERE key = 'session'").toArray();
    return JSON.parse(row?.text ?? "null");
  }
}

export default {
  fetch(request, env, ctx) {
    const { pathname, searchParams } = new URL(request.url);
    const look = { "/test/meter": "meter", "/test/session": "session" }[pathname];
    if (look === undefined) return worker.fetch(request, env, ctx);
    return env.ACCOUNTS.getByName(searchParams.get("user"))[look]().then((seen) => Response.json(seen));
  },
};

/** Has the object's storage count. */
function meter({ storage }) {
  const rows = { read: 0, written: 0 };
  const exec = storage.sql.exec.bind(storage.sql);
  storage.sql.exec = (...query) => {
    const cursor = exec(...query);
    const found = cursor.toArray();
    rows.read += cursor.rowsRead;
    rows.written += cursor.rowsWritten;
    return { toArray: () => found };
  };
  const setAlarm = storage.setAlarm.bind(storage);
  storage.setAlarm = (at) => {
    // It is billed as a row.
    rows.written += 1;
    return setAlarm(at);
  };
  return rows;
}
