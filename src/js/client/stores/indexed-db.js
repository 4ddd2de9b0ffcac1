// @ts-check
import { XError } from "../../error.js";
import { invalid, kindOf } from "../../options.js";
import { platform } from "../../runtime.js";

/** The one object store of a database. */
const VALUES = "values";

/** @typedef {(old: string | undefined) => string | undefined} Change */

/**
 * A store in an IndexedDB database.
 *
 * @type {typeof import("x-mutes/client").indexedDbStore}
 */
export function indexedDbStore(name = "x-mutes") {
  if (typeof name !== "string") throw invalid(`name must be a string; it was ${kindOf(name)}`);
  if (!platform("indexedDB")) throw new XError("unsupported", "IndexedDB is missing; use memoryStore(), or your own");
  return {
    name: `indexeddb:${name}`,
    get: (key) => transact(name, key),
    update: async (key, change) => {
      await transact(name, key, change);
    },
  };
}

/**
 * Reads a value, and changes it if there is a `change`, in one transaction; gives the value before that.
 *
 * @param {string} name of the database
 * @param {string} key
 * @param {Change} [change]
 * @returns {Promise<string | undefined>}
 */
async function transact(name, key, change) {
  const database = await open(name);
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(VALUES, change ? "readwrite" : "readonly");
      const values = transaction.objectStore(VALUES);
      const read = values.get(key);
      read.onsuccess = () => {
        try {
          if (change) write(values, key, change(read.result));
        } catch (thrown) {
          reject(thrown);
          transaction.abort();
        }
      };
      transaction.oncomplete = () => resolve(read.result);
      transaction.onabort = () => reject(transaction.error);
      // Chromium aborts no transaction that begins while it closes the connection.
      database.onclose = () => reject(new Error("the browser closed IndexedDB"));
    });
  } finally {
    database.close();
  }
}

/** @param {IDBObjectStore} values @param {string} key @param {string | undefined} value */
function write(values, key, value) {
  if (value === undefined) values.delete(key);
  else values.put(value, key);
}

/**
 * Opens a database, anew for each transaction: the browser may close a connection that is kept, and it would block the deletion of the
 * database.
 *
 * @param {string} name
 * @returns {Promise<IDBDatabase>}
 */
function open(name) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onupgradeneeded = () => request.result.createObjectStore(VALUES);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
