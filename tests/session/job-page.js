// The functions of a tab with a job that the test calls by WebDriver.
import * as api from "/copy/0/pkg/client.js";
import { world } from "../support/world.js";

const ME = "2244994945";
const FIRST = 7_000_000_000_000_000_000n;

/** Makes a world with so many to mute, where so many may be muted in a window, each of which takes a while. */
async function begin({ xServer, name, count, limit, delayMs }) {
  const { baseUrl, control, fault } = await world(xServer, name);
  await control("POST", "accounts", { generate: { count, first_id: String(FIRST) } });
  await control("POST", "cors", { allow_origin: "*", expose_headers: true });
  await control("POST", "limits", { endpoint: "mute", limit });
  if (delayMs > 0) await fault({ times: 0, method: "POST", path_contains: "/muting", delay_ms: delayMs });
  return baseUrl;
}

/** A clock on which all waits are over at once, and X's with it. */
function flying(baseUrl) {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    async wait(milliseconds) {
      ahead += milliseconds;
      await fetch(`${baseUrl}/control/clock`, { method: "POST", body: JSON.stringify({ advance_ms: Math.ceil(milliseconds) }) });
    },
  };
}

/** Takes up the job: that of the store, or where there is none a new one of so many. */
async function open({ baseUrl, store, count, flies }) {
  const clock = flies ? flying(baseUrl) : undefined;
  const client = new api.Client({ auth: "stand-in-token", userId: ME, baseUrl, clock });
  const options = { store: api.indexedDbStore(store), pace: "burst", onProgress: (progress) => tab.seen.push(progress) };
  const mute = Array.from({ length: count }, (_, at) => ({ id: String(FIRST + BigInt(at)) }));
  tab.seen = [];
  tab.job = await client.resumeJob(options) ?? await client.job({ version: 1, userId: ME, mute, unmute: [], skipped: [] }, options);
}

function start() {
  tab.running = tab.job.run();
}

/** How the run ended that was started: its state and its numbers. */
async function ended() {
  return summary(await tab.running);
}

function report() {
  return summary(tab.job.report());
}

function summary({ entries, stoppedBy, ...report }) {
  return { ...report, stoppedBy: stoppedBy === undefined ? "" : String(stoppedBy), outcomes: entries.map(({ outcome }) => outcome[0]).join("") };
}

/** How far it was when it was told last; -1 where it was not. */
function told() {
  return tab.seen.at(-1)?.done ?? -1;
}

globalThis.tab = { begin, open, start, ended, report, told, pause: () => tab.job.pause() };
