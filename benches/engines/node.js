// Node. Each place is a process of its own.
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleAll } from "../bundles.js";

const { X_SERVER } = process.env;

/** The nursery is large enough for what is counted between two collections. */
const FLAGS = ["--expose-gc", "--max-semi-space-size=64", "--min-semi-space-size=64", "--no-warnings"];

/** As tests/soak has them: the compilers' own data comes in leaps, with plain fetch as well. */
const SOAK_FLAGS = [
  "--expose-gc", "--single-threaded", "--no-opt", "--no-maglev", "--no-sparkplug", "--no-lazy-feedback-allocation",
  "--no-flush-bytecode", "--no-warnings",
];

export async function openNode() {
  const bundles = await bundleAll("node", "target/bench/node");
  return {
    name: "node",
    kind: "node",
    version: `Node.js ${process.versions.node} (V8 ${process.versions.v8})`,
    tellsHeap: true,
    isDelayable: false,
    place: { bundles: `${pathToFileURL(bundles)}/`, baseUrl: X_SERVER },
    /** A fresh process. */
    open: async () => new Process(join(import.meta.dirname, "../inside/node.js"), FLAGS),
    /** A process for the soak, with `run(count)`. */
    async openSoak() {
      const soak = new Process(join(import.meta.dirname, "../inside/soak-node.js"), SOAK_FLAGS);
      return { run: (count) => soak.run("soak", count), heap: () => soak.heap(), close: () => soak.close() };
    },
    async close() {},
  };
}

class Process {
  #child;

  constructor(script, execArgv) {
    this.#child = fork(script, { execArgv });
  }

  /** Has the process do something. */
  async run(name, args) {
    const answer = new AbortController();
    const ended = once(this.#child, "exit", answer).then(([code]) => ({ error: `the process ended (${code}) at ${name}` }));
    ended.catch(() => {});
    this.#child.send({ name, args });
    const [{ error, value }] = await Promise.race([once(this.#child, "message", answer), ended.then((message) => [message])]);
    answer.abort();
    if (error !== undefined) throw new Error(error);
    return value;
  }

  /** The bytes of the JavaScript heap: what is reachable, or with `garbage`, all. */
  heap({ garbage = false } = {}) {
    return this.run("heap", { garbage });
  }

  resident() {
    return this.run("resident");
  }

  async close() {
    const ended = once(this.#child, "exit");
    this.#child.disconnect();
    this.#child.kill();
    await ended;
  }
}
