// @ts-check
/**
 * @template R
 * @typedef {R | (() => R) | undefined} Fallback what a method that gives R returns in its place when it throws
 */

/**
 * Wraps methods that Rust calls, so that they never throw: they report to `onThrown` and return the fallback, or what the fallback
 * returns. An exception that unwinds through Rust cuts it off in the middle, and ends all calls of the instance.
 *
 * @template {Record<string, any>} T
 * @param {T} prototype
 * @param {{ [Name in keyof T]?: T[Name] extends (...given: never[]) => infer R ? Fallback<R> : never }} fallbacks by the names of the
 *   methods
 * @param {(this: T, name: string, thrown: unknown) => void} [onThrown]
 */
export function contain(prototype, fallbacks, onThrown) {
  for (const [name, fallback] of Object.entries(fallbacks)) {
    const method = prototype[name];
    // No other index of a T can be written to.
    /** @type {Record<string, any>} */ (prototype)[name] = /** @this {T} @param {unknown[]} args */ function contained(...args) {
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
