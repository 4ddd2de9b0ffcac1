// Child processes, each with a time limit, and ended with all that they have started.
import { spawn } from "node:child_process";
import { once } from "node:events";

/** Longer than anything here takes on a slow machine, in milliseconds. */
const PATIENCE_MS = 120_000;

/** Runs a command to its end; gives what it wrote to stdout. What it wrote at all is in the error, should it fail. */
export async function run(command, args, options) {
  const child = new Child(command, args, options);
  const [code] = await child.within(once(child.process, "close"));
  if (code !== 0) throw child.error(`ended with ${code}`);
  return child.stdout;
}

/** Starts a server; gives it and its URL as soon as it has written something that fits `ready`. */
export async function serve(command, args, ready, options) {
  const child = new Child(command, args, options);
  const { promise, resolve, reject } = withResolvers();
  const look = () => {
    const [url] = child.output.match(ready) ?? [];
    if (url !== undefined) resolve(url);
  };
  child.process.stdout.on("data", look);
  child.process.stderr.on("data", look);
  child.process.on("error", reject);
  child.process.on("close", (code) => reject(child.error(`ended with ${code}`)));
  return { url: await child.within(promise), stop: () => child.stop() };
}

class Child {
  stdout = "";
  output = "";

  constructor(command, args, { cwd, env, patienceMs = PATIENCE_MS }) {
    this.patienceMs = patienceMs;
    this.name = [command, ...args].join(" ");
    // With a process group of its own, for tools leave their helpers running.
    this.process = spawn(command, args, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
    this.process.stdout.setEncoding("utf8").on("data", (text) => {
      this.stdout += text;
      this.output += text;
    });
    this.process.stderr.setEncoding("utf8").on("data", (text) => { this.output += text; });
  }

  /** The promise, or an error when it takes too long; a child that failed or was late is gone. */
  async within(promise) {
    const late = withResolvers();
    const tooLong = () => late.reject(this.error(`took more than ${this.patienceMs / 1000} s`));
    const timer = setTimeout(tooLong, this.patienceMs);
    try {
      return await Promise.race([promise, late.promise]);
    } catch (error) {
      await this.stop();
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  async stop() {
    const { pid, exitCode, signalCode } = this.process;
    if (pid === undefined) return;
    const ended = exitCode !== null || signalCode !== null ? undefined : once(this.process, "exit");
    try {
      process.kill(-pid, "SIGKILL");
    } catch (error) {
      if (error.code !== "ESRCH") throw error;
    }
    await ended;
  }

  error(what) {
    return new Error(`${this.name}: ${what}\n${this.output}`);
  }
}

/** Promise.withResolvers, which Node 20 does not have. */
function withResolvers() {
  let resolve, reject;
  const promise = new Promise((...both) => { [resolve, reject] = both; });
  return { promise, resolve, reject };
}
