/** Where the module is: the one place that names its file, for bundlers emit it once for each such place. */
export function url() {
  return new URL("../x_mutes.wasm", import.meta.url);
}
