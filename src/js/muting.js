import { run } from "./run.js";

/** A mute or an unmute by a module; `read` gives who asks, the source, the target and the options, or throws what the call rejects with. */
export function muting(module, name, read, Kind) {
  return run(module, () => {
    const [auth, source, target, options] = read();
    const { baseUrl, maxRetries, maxRateLimitWaitMs } = options;
    return [options, name, [auth, source, target, baseUrl, maxRetries, maxRateLimitWaitMs]];
  }, Kind);
}
