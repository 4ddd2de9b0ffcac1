/**
 * Makes methods that Rust calls give what stands beside them here, or what a function there gives, in place of throwing, and tell `onThrown` of it: an exception
 * that passes through Rust cuts it off in the middle, and that ends all calls of the instance.
 *
 * @param {(this: object, name: string, thrown: unknown) => void} [onThrown]
 */
export function contain(prototype, methods, onThrown) {
  for (const [name, instead] of Object.entries(methods)) {
    const method = prototype[name];
    // No method that Rust calls takes more; and gathering them takes time.
    prototype[name] = function contained(a, b, c, d, e) {
      try {
        return method.call(this, a, b, c, d, e);
      } catch (thrown) {
        try {
          onThrown?.call(this, name, thrown);
        } catch {
          // What was thrown cannot even be asked what it is.
        }
        return typeof instead === "function" ? instead() : instead;
      }
    };
  }
}
