// A consumer's folder, copied and installed, and what its rows do there.
import { join } from "node:path";
import { quit, visit } from "./pages.js";
import * as processes from "./processes.js";
import * as site from "./site.js";

export class Project {
  /** The stand-in's world of the row that runs, by tests/support/world.js. */
  world;
  #servers = [];

  constructor(folder) {
    this.folder = folder;
  }

  /** What a script is told of the world: in its environment by these names, in a page's query by the same. */
  get told() {
    const { baseUrl, token, me, other } = this.world;
    return { BASE_URL: baseUrl, TOKEN: token, ME: me, OTHER: other };
  }

  /** Runs a command, mostly one of node_modules/.bin, in the folder; gives its stdout. */
  run(command, args = [], options = {}) {
    return processes.run(command, args, this.#placed(options));
  }

  /** Starts a server by a command; gives its URL, which is what `ready` finds in its output. */
  async serve(command, args, ready, options = {}) {
    return this.#keep(await processes.serve(command, args, ready, this.#placed(options)));
  }

  /** Serves a folder of the project as it is, under a Content-Security-Policy if there is one; gives its URL. */
  async serveFolder(folder, options) {
    return this.#keep(await site.serveFolder(join(this.folder, folder), options));
  }

  /** What a page says in a real browser, once there are so many lines; an error in Chromium's console is one here. */
  open(url, { lines = 6, browser = "chromium" } = {}) {
    return visit(`${url}?${new URLSearchParams(this.told)}`, lines, browser);
  }

  /** Ends the servers that a row has started. */
  async stop() {
    for (const { stop } of this.#servers.splice(0)) await stop();
  }

  /** Ends what all projects share. */
  static quit() {
    return quit();
  }

  #keep(server) {
    this.#servers.push(server);
    return server.url;
  }

  #placed({ env = {} }) {
    const { NODE_TEST_CONTEXT, ...outer } = process.env;
    const path = [join(this.folder, "node_modules/.bin"), outer.PATH].join(":");
    const quiet = { NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1" };
    return { cwd: this.folder, env: { ...outer, ...quiet, PATH: path, ...this.told, ...env } };
  }
}
