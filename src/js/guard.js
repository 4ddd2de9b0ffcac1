// @ts-check
import { XError } from "./error.js";
import { isWorkerd } from "./runtime.js";

/** @import { Call } from "./call.js" */

/** The life of an instance, and the calls that it has under way. */
export class Life {
  dead = false;
  /** What killed it. @type {unknown} */
  thrown = undefined;
  /** @type {Set<Call<any>>} */
  calls = new Set();

  /** Rejects all calls in flight. The next entry repeats it, in case the stack was full. */
  tell = () => {};

  constructor() {
    // In workerd a promise is of the request that made it, and nobody else may settle it: there each call looks by itself.
    if (isWorkerd()) return;
    // Later: death may come where the stack is full.
    /** @type {Promise<void>} */ (new Promise((resolve) => {
      this.tell = resolve;
    })).then(() => this.calls.forEach((call) => call.abandon(deathOf(this))));
  }
}

/**
 * What calls of a dead instance reject with.
 *
 * @param {Life} life
 */
export function deathOf({ thrown }) {
  const message = "x-mutes failed inside; please report the cause; the next call starts afresh";
  return new XError("internal", message, undefined, { cause: thrown });
}

/** What the functions of a dead instance return: the glue looks at the items of some results. @type {never[]} */
const NOTHING = [];

/**
 * Wraps everything that an instance exports, so that no entry into wasm, the callbacks of JavaScript included, gets
 * past it. The first exception that escapes means that Rust was cut off in the middle (a trap, or an import that
 * threw): its memory cannot be trusted any more. The instance is dead then, and is not entered again.
 *
 * At the outermost entry the exception ends here: in a promise's callback it would only become an unhandled rejection.
 * Within another entry it goes on, to cut that one off too.
 *
 * @param {WebAssembly.Exports} exports
 * @param {Life} life
 * @returns {WebAssembly.Exports}
 */
export function guard(exports, life) {
  let depth = 0;
  /** @param {Function} enter */
  const guarded = (enter) => (/** @type {unknown[]} */ ...args) => {
    if (life.dead) {
      life.tell();
      if (depth > 0) throw life.thrown;
      return NOTHING;
    }
    depth += 1;
    try {
      return enter(...args);
    } catch (thrown) {
      // Set without calling anything first: where the stack is full, a call would fail.
      if (!life.dead) life.thrown = thrown;
      life.dead = true;
      if (depth > 1) throw thrown;
      try {
        life.tell();
      } catch {
        // The next entry tells.
      }
      return NOTHING;
    } finally {
      depth -= 1;
    }
  };
  return Object.fromEntries(
    Object.entries(exports).map(([name, value]) => [name, typeof value === "function" ? guarded(value) : value]),
  );
}
