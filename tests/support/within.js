/** How long to wait between two looks, in milliseconds. */
const PAUSE_MS = 25;

/** Waits until `look` gives something true, and gives that; fails once `patience` milliseconds are over. */
export async function within(patience, what, look) {
  const end = Date.now() + patience;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`${what}: not within ${patience} ms`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
