import { run } from "./run.js";

/** A mute or an unmute of a module's; `read` gives who, whom, and the options with an auth, or throws what the call rejects with. */
export function muting(module, name, read, Kind) {
  return run(module, () => {
    const [source, target, options] = read();
    const { scheme, auth, baseUrl = "", maxRetries, maxRateLimitWaitMs } = options;
    const texts = [source, target, baseUrl, auth].map(line).join("\0");
    return [options, name, [scheme, texts, maxRetries, maxRateLimitWaitMs]];
  }, Kind);
}

/** One text crosses sooner than four. What has the separator in it, Rust refuses for what stands in its place. */
function line(text) {
  return text.replaceAll("\0", "\ufffd");
}
