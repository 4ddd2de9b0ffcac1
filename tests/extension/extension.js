// The extension as its users build it, from the packed package, for a world of the stand-in's.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { within } from "../support/within.js";
import { world } from "../support/world.js";

const run = promisify(execFile);
const SOURCE = join(import.meta.dirname, "../../examples/extension");
const CLIENT_ID = "stand-in-client";
/** Odd, as all IDs of a crowd: one that ends in zeros could have been rounded. */
const FIRST = 1500000000000000001n;

/** How long anything may take to be seen, in milliseconds. */
export const PATIENCE = 15_000;

/** The extension's folder in a place of its own, as it is when it has been cloned. */
export async function copied() {
  const folder = await mkdtemp(join(tmpdir(), "x-mutes-extension-"));
  const isSource = (path) => !/[/\\](node_modules|dist)$/.test(path);
  await cp(SOURCE, folder, { recursive: true, filter: isSource });
  return folder;
}

/** The same, with the package in it. */
export async function installed() {
  const folder = await copied();
  await run("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", process.env.TARBALL], { cwd: folder });
  return folder;
}

/** An extension for a world of its own, whose app has this redirect URI; gives the world, and the folder to be loaded. */
export async function extensionFor(name, redirectUri) {
  const x = await world(process.env.X_SERVER, name);
  // As at X: what the extension may reach, it may by its host permission only.
  await x.control("POST", "cors", { allow_origin: null });
  await x.control("POST", "clients", { client_id: CLIENT_ID, redirect_uris: [redirectUri] });
  const folder = await installed();
  const out = await mkdtemp(join(tmpdir(), "x-mutes-dist-"));
  const where = ["--api", x.baseUrl, "--authorize", `${x.baseUrl}/i/oauth2/authorize`, "--client-id", CLIENT_ID];
  await run("node", ["build.js", "--out", out, ...where], { cwd: folder });
  await removed(folder);
  return { x: withSights(x), folder: out };
}

/** What a test wants to see of a world. */
function withSights(x) {
  return {
    ...x,
    /** So many accounts, nobody of whom is muted; gives their IDs. */
    crowd: async (count) => {
      await x.control("POST", "accounts", { generate: { count: 2 * count, first_id: String(FIRST) } });
      return Array.from({ length: count }, (_, at) => String(FIRST + 2n * BigInt(at)));
    },
    /** Whom X was asked to mute, in that order; of those that it has answered with success, unless told otherwise. */
    muteRequests: async ({ answered = true } = {}) => (await x.requests())
      .filter(({ method, path, status }) => method === "POST" && path.endsWith("/muting") && (!answered || status === 200))
      .map(({ body }) => JSON.parse(body).target_user_id),
    /** As if the user had taken back what the app may do: its tokens are good no more. */
    revoke: async (...tokens) => {
      for (const token of tokens) {
        const body = new URLSearchParams({ token, client_id: CLIENT_ID });
        const response = await fetch(`${x.baseUrl}/2/oauth2/revoke`, { method: "POST", body });
        if (!response.ok) throw new Error(`revoke: ${response.status}`);
      }
    },
  };
}

/** Waits until `look` gives something true, and gives that. */
export function until(what, look) {
  return within(PATIENCE, what, look);
}

export async function removed(folder) {
  // A browser that has just ended may write still.
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/** What is the same however a browser is driven: a page of the extension. Whoever extends it can `run`, `press`, `type`. */
export class Page {
  text(id) {
    return this.run((id) => document.getElementById(id)?.innerText ?? "", id);
  }

  /** Waits until an element says this. */
  async says(words, id = "status") {
    await until(`#${id} says “${words}”`, async () => (await this.text(id)).includes(words)).catch(async (error) => {
      throw new Error(`${error.message}; it says “${await this.text(id)}”; status: “${await this.text("status")}”`);
    });
  }

  isShown(id) {
    return this.run((id) => document.getElementById(id)?.checkVisibility() ?? false, id);
  }

  /** Waits until an element is to be seen. */
  shown(id) {
    return until(`#${id} is shown`, () => this.isShown(id));
  }

  badge() {
    return this.run(() => chrome.action.getBadgeText({}));
  }

  title() {
    return this.run(() => chrome.action.getTitle({}));
  }

  /** Everything that the extension keeps. */
  stored() {
    return this.run(() => chrome.storage.local.get(null));
  }

  /** The session's tokens, which nobody is to be shown. */
  async tokens() {
    const { access_token: access, refresh_token: refresh } = JSON.parse((await this.stored())["x-mutes:session"]);
    assert.ok(access && refresh, "there are two tokens");
    return [access, refresh];
  }

  async fill(id, text) {
    await this.run((id, text) => {
      document.getElementById(id).value = text;
      document.getElementById(id).dispatchEvent(new Event("change"));
    }, id, text);
  }

  /** Waits until the worker has done what is due of the list, and has set the alarm for the next window, seconds away. */
  async listRests() {
    const isNear = ({ scheduledTime }) => scheduledTime < Date.now() + 10_000;
    await until("the worker rests", async () => (await this.run(() => chrome.alarms.getAll())).some(isNear));
  }

  /** A list is planned, and started. */
  async startList(ids) {
    await this.shown("make-plan");
    await this.fill("text", ids.join("\n"));
    await this.press("make-plan");
    await this.shown("start");
    await this.press("start");
    await this.shown("pause");
  }
}
