/**
 * The WebAssembly module, as runtimes and bundlers give it that import such files: a `WebAssembly.Module` in workerd, a URL
 * where bundlers have a rule for assets. Either is what `init()` takes.
 */
declare const wasm: any;
export default wasm;
