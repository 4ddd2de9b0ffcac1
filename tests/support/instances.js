/**
 * Hands each new instance of a module to `seen`; what that returns takes its place. Gives a function that ends this.
 *
 * @param {(instance: WebAssembly.Instance) => { exports: object } | void} seen
 */
export function watchInstances(seen) {
  const { Instance } = WebAssembly;
  WebAssembly.Instance = function Watched(module, imports) {
    const instance = new Instance(module, imports);
    return seen(instance) ?? instance;
  };
  return () => {
    WebAssembly.Instance = Instance;
  };
}
