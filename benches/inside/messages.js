// What a process of Node's can be asked to do, one thing at a time.

const OWN = {
  /** The bytes of the JavaScript heap: what is reachable, or with `garbage`, all. */
  async heap({ garbage }) {
    for (let times = 0; !garbage && times < 5; times += 1) {
      globalThis.gc();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return process.memoryUsage().heapUsed;
  },
  /** The most memory that the process has had so far, and what it has now, in bytes. */
  async resident() {
    return { most: process.resourceUsage().maxRSS * 1_024, now: process.memoryUsage.rss() };
  },
};

/** Does what messages ask for by name, and answers each. */
export function answerMessages(tasks) {
  const all = { ...OWN, ...tasks };
  process.on("message", async ({ name, args }) => {
    try {
      process.send({ value: await all[name](args) });
    } catch (thrown) {
      process.send({ error: thrown.stack });
    }
  });
}
