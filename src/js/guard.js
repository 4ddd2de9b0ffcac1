/**
 * Wraps everything that an instance exports, so that no entry into wasm, the callbacks of closures included, gets past
 * it. The first exception that escapes means that Rust was cut off in the middle (a trap, or an import that threw):
 * its memory cannot be trusted any more. `onDeath` is told, and nothing of the instance is ever run again.
 *
 * At the outermost entry the exception ends here: in a promise's callback it would only become an unhandled rejection.
 * Within another entry it goes on, to cut that one off too.
 */
export function guard(exports, onDeath) {
  let dead = false;
  let depth = 0;
  const guarded = (enter) => (...args) => {
    if (dead) {
      if (depth > 0) throw new Error("this instance is dead");
      return undefined;
    }
    depth += 1;
    try {
      return enter(...args);
    } catch (thrown) {
      if (!dead) {
        dead = true;
        onDeath(thrown);
      }
      if (depth > 1) throw thrown;
      return undefined;
    } finally {
      depth -= 1;
    }
  };
  return Object.fromEntries(
    Object.entries(exports).map(([name, value]) => [name, typeof value === "function" ? guarded(value) : value]),
  );
}
