import { muted, open } from "./candidates.js";
import { answered, instant } from "./network.js";

/**
 * From import to the first request, and the first call after the import, in milliseconds. What is in `preload` is there
 * before; X is instant. Once in a page or process.
 */
export async function cold({ id, preload = [], target, ...place }) {
  await Promise.all(preload.map(preloaded));
  let sent;
  answered((url) => {
    sent ??= performance.now();
    return instant(url);
  });
  // Node loads its own fetch when one of its classes is first used, which is nobody's time but its own.
  new Headers(new Response().headers);
  const start = performance.now();
  const { [id]: candidate } = await open([id], place);
  const imported = performance.now();
  muted(id, await candidate.mute(target));
  const done = performance.now();
  return { firstRequest: sent - start, firstCall: done - imported };
}

/** Adds the link that a page would have in its head, and waits for what it loads. */
function preloaded({ rel, href }) {
  return new Promise((resolve, reject) => {
    const onerror = () => reject(new Error(`${href} is not there`));
    const link = Object.assign(document.createElement("link"), { rel, href, onload: resolve, onerror });
    if (rel === "preload") Object.assign(link, { as: "fetch", crossOrigin: "anonymous" });
    document.head.append(link);
  });
}
