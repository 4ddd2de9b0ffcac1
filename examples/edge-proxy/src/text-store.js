/**
 * A Store of x-mutes in a Durable Object's SQLite storage. Each value is a row; the longest, a thousand entries of a job,
 * is far below the 2 MB that a row may have.
 */
export function textStore(sql) {
  sql.exec("CREATE TABLE IF NOT EXISTS texts (key TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID");
  const read = (key) => sql.exec("SELECT text FROM texts WHERE key = ?", key).toArray()[0]?.text;
  return {
    // Locks are named after it, and those of an object that was cut off must not bind the one that comes after it.
    name: `account ${crypto.randomUUID()}`,
    async get(key) {
      return read(key);
    },
    // Atomic: nothing is awaited in here, and only this object has this storage.
    async update(key, change) {
      const old = read(key);
      const text = change(old);
      if (text === old) return;
      if (text === undefined) sql.exec("DELETE FROM texts WHERE key = ?", key);
      else sql.exec("INSERT INTO texts VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET text = excluded.text", key, text);
    },
  };
}
