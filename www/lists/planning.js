// @ts-check
import { byId } from "../dom.js";
import { parseList } from "../pkg/client.js";
import { endedBy } from "../sign-in.js";
import { settings, skipped, wantedOf } from "./choices.js";
import { showList, showNoList } from "./list-view.js";
import { areUsernames } from "./names-view.js";
import { mention, tell, tellError } from "./say.js";
import { onSource, takeTyped } from "./source.js";
import { CANCELLED, NO_LIST, notPlanned, notRead, planning } from "./words.js";

/** @typedef {import("../pkg/client.js").Plan} Plan */

/** The longest that a limit is waited for, in milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;

const form = byId("list-form");
const make = byId("make-plan");
const cancel = byId("cancel-plan");

/** What was given last. @type {import("./source.js").Source | undefined} */
let given;
/** The same, once it is read. @type {import("../pkg/client.js").ParsedList | undefined} */
let list;
/** The list whose bare words were said to be usernames. @type {typeof list} */
let confirmed;
let reading = Promise.resolve();
/** What is under way. @type {AbortController | undefined} */
let running;
/** How far a plan of this list, so wanted, had come. @type {{ wish: string, partial: object } | undefined} */
let begun;
/** @type {(plan: Plan, settings: import("./choices.js").Settings) => void} */
let listener = () => {};

/** @param {typeof listener} onMade */
export function onPlan(onMade) {
  listener = onMade;
}

/** @param {() => import("../pkg/client.js").Client} clientNow */
export function startPlanning(clientNow) {
  onSource((source) => {
    given = source;
    list = begun = undefined;
    reading = read(source);
  });
  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    plan(clientNow);
  });
  cancel.addEventListener("click", () => running?.abort());
}

export function stopPlanning() {
  begun = undefined;
  running?.abort();
}

/** @param {import("./source.js").Source | undefined} source */
async function read(source) {
  showNoList();
  tell("");
  if (!source) return;
  try {
    const parsed = await parseList(source.list);
    if (source !== given) return;
    list = parsed;
    showList(source.name, parsed);
  } catch (error) {
    tellError(notRead(error), error);
  }
}

/** @param {() => import("../pkg/client.js").Client} clientNow */
async function plan(clientNow) {
  const chosen = settings();
  if (running || !chosen) return;
  const { signal } = running = new AbortController();
  setBusy(true);
  try {
    takeTyped();
    await reading;
    if (!list || list.entries.length === 0) return tell(NO_LIST);
    if (list.bareWords && confirmed !== list) {
      if (!await areUsernames(list.usernames)) return tell(CANCELLED);
      confirmed = list;
    }
    const made = await ask(clientNow(), list, signal);
    begun = undefined;
    if (!signal.aborted) listener(made, chosen);
  } catch (error) {
    if (signal.aborted) tell(CANCELLED);
    else if (!endedBy(error)) tellError(notPlanned(error), error);
  } finally {
    running = undefined;
    setBusy(false);
  }
}

/**
 * What was read for a plan that came to nothing is not read again.
 * @param {import("../pkg/client.js").Client} client
 * @param {import("../pkg/client.js").ParsedList} people
 * @param {AbortSignal} signal
 */
async function ask(client, people, signal) {
  const wanted = wantedOf(people);
  const wish = JSON.stringify([wanted.exact, wanted.mute === undefined]);
  const partial = begun?.wish === wish ? begun.partial : undefined;
  /** @type {import("../pkg/client.js").PlanProgress | undefined} */
  let last;
  const onProgress = (/** @type {import("../pkg/client.js").PlanProgress} */ progress) => {
    last = progress;
    if (!signal.aborted) mention(planning(progress));
  };
  tell(planning({ total: people.entries.length, done: 0 }));
  try {
    return await client.plan(wanted, { skip: skipped(), signal, partial, maxRateLimitWaitMs: LONGEST_MS, onProgress });
  } catch (/** @type {any} */ error) {
    const read = error?.cause?.partial ?? last?.partial();
    if (read && people === list) begun = { wish, partial: read };
    throw error;
  }
}

/** @param {boolean} busy */
function setBusy(busy) {
  form.setAttribute("aria-busy", String(busy));
  make.setAttribute("aria-disabled", String(busy));
  const had = document.activeElement === cancel;
  cancel.hidden = !busy;
  if (had && !busy && !form.hidden) make.focus();
}
