/**
 * Wraps methods that Rust calls, so that they never throw: they report to `onThrown` and return the fallback, or what the fallback
 * returns. An exception that unwinds through Rust cuts it off in the middle, and ends all calls of the instance.
 *
 * @param {object} prototype
 * @param {Record<string, unknown>} fallbacks by the names of the methods
 * @param {(this: object, name: string, thrown: unknown) => void} [onThrown]
 */
export function contain(prototype, fallbacks, onThrown) {
  for (const [name, fallback] of Object.entries(fallbacks)) {
    const method = prototype[name];
    prototype[name] = function contained(...args) {
      try {
        return method.apply(this, args);
      } catch (thrown) {
        try {
          onThrown?.call(this, name, thrown);
        } catch {
          // What was thrown cannot even be asked what it is.
        }
        return typeof fallback === "function" ? fallback() : fallback;
      }
    };
  }
}
