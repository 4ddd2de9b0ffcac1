// The Worker in workerd, over TLS as it is deployed, and X behind it: a world of the stand-in's.
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { request as send } from "node:https";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after } from "node:test";
import { Miniflare } from "miniflare";
import { freePort } from "../support/free-port.js";
import { within } from "../support/within.js";
import { world } from "../support/world.js";
import { project } from "./project.js";

export const CLIENT_ID = "stand-in-client";
export const YOU = "2244994945";
export const NEIGHBOUR = "1234567890123456789";
export const JSON_TYPE = { "content-type": "application/json" };
export const FORM_TYPE = { "content-type": "application/x-www-form-urlencoded" };
export const KEY = randomBytes(32).toString("base64");

// Its certificate is its own.
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";

/** Starts it, with a world of its own behind it. `bindings` are the Worker's, in place of the usual ones;
 *  where time flies, nobody waits for alarms. */
export async function edge(name, { bindings = {}, persist, flies = false, hasObjects = true, folder = project } = {}) {
  const here = await world(process.env.X_SERVER, `edge ${name}`);
  // As X does it.
  await here.control("POST", "cors", { allow_origin: null });
  const port = await freePort();
  const origin = `https://127.0.0.1:${port}`;
  await here.control("POST", "clients", { client_id: CLIENT_ID, redirect_uris: [`${origin}/sign-in/back`] });
  const clock = flies ? { X_CLOCK: `${here.baseUrl}/control/clock` } : {};
  const running = new Edge(here, origin, { bindings: { ...bindings, ...clock }, persist, hasObjects, folder });
  await running.start();
  after(() => running.stop());
  return running;
}

/** A Worker that is running, with what it has said. */
class Edge {
  said = "";
  /** How many requests it was sent, other than those of the tests themselves. */
  asked = 0;
  #miniflare;

  constructor(x, origin, options) {
    this.x = x;
    this.origin = origin;
    this.options = options;
  }

  async start() {
    const { origin, x, options } = this;
    const bindings = {
      ORIGIN: origin, CLIENT_ID, COOKIE_KEYS: KEY, ALLOWED_USERS: `${YOU} ${NEIGHBOUR}`,
      X_API: x.baseUrl, X_AUTHORIZE: `${x.baseUrl}/i/oauth2/authorize`, ...options.bindings,
    };
    this.#miniflare = new Miniflare({
      host: "127.0.0.1", port: Number(new URL(origin).port), https: true, cf: false,
      modules: true, modulesRoot: join(options.folder, "built"), scriptPath: join(options.folder, "built/worker.js"),
      modulesRules: [{ type: "CompiledWasm", include: ["**/*.wasm"] }],
      compatibilityDate: "2026-04-01",
      // What is undefined is not there.
      bindings: Object.fromEntries(Object.entries(bindings).filter(([, value]) => value !== undefined)),
      durableObjects: options.hasObjects ? { ACCOUNTS: { className: "MeteredAccount", useSQLite: true } } : {},
      durableObjectsPersist: options.persist,
      assets: { directory: join(options.folder, "public"), routerConfig: { has_user_worker: true } },
      handleRuntimeStdio: (...streams) => {
        for (const stream of streams) createInterface(stream).on("line", (line) => this.#hear(line));
      },
    });
    await this.#miniflare.ready;
  }

  /** The runtime itself tells of browsers that do not know its certificate, and of alarms that were cut off. */
  #hear(line) {
    if (!line.startsWith("workerd/")) this.said += `${line}\n`;
  }

  async stop() {
    await this.#miniflare?.dispose();
    this.#miniflare = undefined;
  }

  /**
   * Sends a request of exactly this path, which no URL parser has seen.
   *
   * @param {{ method?: string, headers?: object, body?: string | Iterable<string> }} what a body of pieces has no length
   */
  async ask(path, { method = "GET", headers = {}, body } = {}) {
    if (!path.startsWith("/test/")) this.asked += 1;
    const { hostname: host, port } = new URL(this.origin);
    const request = send({ host, port, path, method, headers, rejectUnauthorized: false });
    const pieces = typeof body === "string" ? [body] : body ?? [];
    if (typeof body === "string") request.setHeader("content-length", Buffer.byteLength(body));
    for (const piece of pieces) request.write(piece);
    request.end();
    // What refuses a body may be gone before all of it is sent.
    request.on("error", () => {});
    const [response] = await once(request, "response");
    const text = Buffer.concat(await response.toArray()).toString();
    return { status: response.statusCode, headers: response.headers, text, json: jsonOf(text) };
  }

  /** What the page's own scripts send. */
  own(headers = {}) {
    return { origin: this.origin, "sec-fetch-site": "same-origin", "x-requested-with": "x-mutes", ...headers };
  }

  /** Signs in as a browser does; gives its cookie. */
  async signIn() {
    const begun = await this.ask("/sign-in");
    const ended = await this.ask(await decided(begun), { headers: { cookie: cookieOf(begun) } });
    return cookieOf(ended, "__Host-x-mutes");
  }

  /** Asks by a cookie, as the page does. */
  byCookie(cookie, path, { headers, ...what } = {}) {
    return this.ask(path, { ...what, headers: this.own({ cookie, ...headers }) });
  }

  /** Asks the account's bulk job. */
  job(cookie, method, path, given) {
    if (given === undefined) return this.byCookie(cookie, path, { method });
    return this.byCookie(cookie, path, { method, headers: JSON_TYPE, body: JSON.stringify(given) });
  }

  async look(what, user = YOU) {
    return (await this.ask(`/test/${what}?user=${encodeURIComponent(user)}`)).json;
  }
}

/** The cookie of this name that an answer sets, as a browser sends it back; the first one, where no name is given. */
export function cookieOf({ headers }, name = "") {
  const set = headers["set-cookie"]?.find((cookie) => cookie.startsWith(`${name}${name && "="}`));
  return set?.split(";")[0];
}

/** Presses a button of X's page, to which somebody was sent; gives the path that X sends them back to. */
export async function decided({ headers: { location } }, decision = "allow") {
  const response = await fetch(location, { method: "POST", body: new URLSearchParams({ decision }), redirect: "manual" });
  const { pathname, search } = new URL(response.headers.get("location"));
  return `${pathname}${search}`;
}

/** Waits until something is so. */
export function until(what, is, patience = 60_000) {
  return within(patience, what, is);
}

function jsonOf(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
