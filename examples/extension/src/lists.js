// A whole list, in the background. The package's job is in the storage, one for each account, and beside it how far it
// is, for the pages and the badge. The worker may be stopped at any time: an alarm starts it again.
import { readAccount, store, withClient } from "./account.js";
import { needsSignIn, plain, Problem } from "./problem.js";
import { readSettings } from "./settings.js";

export const ALARM = "list";

/** When the worker comes back should it be stopped at work; alarms are not to be nearer than that. */
const BACK_MS = 30_000;

/**
 * How a list stands.
 *
 * @typedef {object} List
 * @property {"running" | "paused" | "stopped" | "done"} state
 * @property {number} total
 * @property {number} muted
 * @property {number} unmuted
 * @property {number} gone
 * @property {number} failed
 * @property {number} [eta] in milliseconds since the epoch
 * @property {ReturnType<typeof plain>} [error] why it is paused, where the user has not asked for that
 * @property {boolean} [seen] whether the user has seen that it is done
 */

/** What is known of a list that begins. */
const NOTHING = { muted: 0, unmuted: 0, gone: 0, failed: 0, eta: undefined, error: undefined, seen: false };

/** The job that this worker is at, and the end of what it does; nothing else touches a job meanwhile. */
let job;
let turn = Promise.resolve();
let saved = Promise.resolve();

const keyOf = (account) => `list:${account.id}`;

/** The list of whoever is signed in. @returns {Promise<List | undefined>} */
export async function readList() {
  const account = await readAccount();
  if (account === undefined) return undefined;
  const key = keyOf(account);
  return (await chrome.storage.local.get(key))[key];
}

/** Changes what is kept of the list, one change after the other. @param {Partial<List>} changed */
function save(changed) {
  const change = async () => {
    const account = await readAccount();
    if (account === undefined) return;
    const list = { ...await readList(), ...changed };
    await chrome.storage.local.set({ [keyOf(account)]: list });
  };
  saved = saved.catch(() => {}).then(change);
  return saved;
}

function inTurn(work) {
  turn = turn.catch(() => {}).then(work);
  return turn;
}

/** Has a plan carried out, in the place of the list before. @param {import("./x-mutes/client.js").Plan} plan */
export async function startList(plan) {
  await inTurn(() => withClient(async (client) => {
    const options = await jobOptions();
    // A list that is the same as the one before is to be done once more.
    const before = await client.resumeJob(options).catch(unlessDamaged);
    await before?.discard();
    await client.job(plan, options);
    const total = plan.mute.length + plan.unmute.length;
    await save({ ...NOTHING, state: "running", total });
  }));
  work();
}

/** What is kept and cannot be read gives way to the next list. */
function unlessDamaged(error) {
  if (error.cause?.salvaged === undefined) throw error;
}

async function jobOptions() {
  const [account, { pace, maxPerDay }] = await Promise.all([readAccount(), readSettings()]);
  return { store, key: keyOf(account), pace, ...maxPerDay > 0 && { maxPerDay }, onProgress };
}

function onProgress({ muted, unmuted, gone, failed, eta }) {
  save({ muted, unmuted, gone, failed, eta: eta.getTime() }).catch(() => {});
}

/** Does what is due of the list, and sets the alarm for the rest. Never rejects. */
export function work() {
  return inTurn(async () => {
    if ((await readList())?.state !== "running") return chrome.alarms.clear(ALARM);
    await setAlarm(Date.now() + BACK_MS);
    await withClient(workOn).catch(pausedBy);
  }).catch(reportError);
}

async function workOn(client) {
  job = await client.resumeJob(await jobOptions());
  if (job === undefined) throw new Problem("list_lost");
  try {
    if ((await readList())?.state !== "running") return;
    const { state, resumeAt } = await job.runUntilLimited();
    const { muted, unmuted, gone, failed, stoppedBy } = job.report();
    await save({ muted, unmuted, gone, failed });
    if (state === "done") await end("done");
    else if (resumeAt !== undefined) await setAlarm(resumeAt.getTime());
    else if (stoppedBy !== undefined) throw stoppedBy;
  } finally {
    job = undefined;
  }
}

async function pausedBy(error) {
  await save({ error: plain(error) });
  await end("paused");
}

/** It also comes back every minute after that, should a worker be stopped before it has set the next. */
function setAlarm(when) {
  return chrome.alarms.create(ALARM, { when, periodInMinutes: 1 });
}

/** @param {List["state"]} state */
async function end(state) {
  await save({ state });
  await chrome.alarms.clear(ALARM);
}

export async function pauseList() {
  await end("paused");
  job?.pause();
}

/** For good: what was done stays, and can be undone. */
export async function stopList() {
  await end("stopped");
  job?.pause();
}

export async function resumeList() {
  await save({ state: "running", error: undefined });
  work();
}

/** The user has seen that it is done. */
export async function seeList() {
  if ((await readList())?.state === "done") await save({ seen: true });
}

/** The list goes on where it has waited for a sign-in, or was running when its account signed out. */
export async function afterSignIn() {
  const list = await readList();
  if (list?.state === "running" || list?.state === "paused" && needsSignIn(list.error)) await resumeList();
}

/** Does what must not happen while a list runs. */
export function atRest(use) {
  job?.pause();
  return inTurn(use);
}

/** The plan that undoes what the list has done. */
export function undoPlan() {
  return inTurn(() => withJob((kept) => kept.undo()));
}

/** What became of everybody on the list, as CSV. */
export function listReport() {
  return inTurn(() => withJob((kept) => kept.csv()));
}

function withJob(use) {
  return withClient(async (client) => {
    const kept = await client.resumeJob(await jobOptions());
    if (kept === undefined) throw new Problem("list_lost");
    return use(kept);
  });
}
