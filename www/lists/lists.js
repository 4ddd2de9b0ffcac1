// @ts-check
import { byId } from "../dom.js";
import { endedBy } from "../sign-in.js";
import { offer } from "./actions.js";
import { showAllKinds } from "./kinds.js";
import { onPlan, startPlanning, stopPlanning } from "./planning.js";
import { showPlan } from "./plan-view.js";
import { Run } from "./run.js";
import { go, hasRun, leaveRun, rest, showEnd, startRunning } from "./running.js";
import { tell, tellError } from "./say.js";
import { clearSource } from "./source.js";
import { show } from "./stage.js";
import * as words from "./words.js";

/** @typedef {import("../pkg/client.js").Client} Client */
/** @typedef {import("../pkg/client.js").Plan} Plan */
/** @typedef {import("./choices.js").Settings} Settings */

/** Whose lists they are. @type {Client | undefined} */
let client;

/** @param {{ clientNow: () => Client, changed: () => void }} given */
export function startLists({ clientNow, changed }) {
  startPlanning(clientNow);
  onPlan((plan, settings) => offerPlan(plan, settings, words.planned(plan)));
  startRunning({ changed, undo: (plan) => offerPlan(plan, { pace: "even" }, words.UNDOING), closed: beginAnew });
}

/** Another account has other lists; what ran for the one before waits for it. @param {Client | undefined} next */
export async function takeUpLists(next) {
  if (next === client) return;
  client = next;
  leaveRun();
  stopPlanning();
  showForm();
  if (next === undefined) return;
  const kept = await Run.kept(next).catch((error) => {
    if (client === next && !endedBy(error)) tellError(words.notFound(error), error);
  });
  if (!kept || client !== next || hasRun()) return;
  stopPlanning();
  rest(kept, words.FOUND);
}

function showForm() {
  show("list");
  offer([]);
  tell("");
}

function beginAnew() {
  clearSource();
  showForm();
  byId("list-text").focus();
}

/** @param {Plan} plan @param {Settings} settings @param {string} sentence */
function offerPlan(plan, settings, sentence) {
  const had = byId("list-form").contains(document.activeElement);
  showAllKinds();
  show("plan");
  showPlan(plan, settings);
  tell(sentence);
  const hasWork = plan.mute.length + plan.unmute.length > 0;
  offer([
    ...hasWork ? [/** @type {const} */ ({ id: "start", text: "Start", kind: "main", run: () => start(plan, settings) })] : [],
    hasRun() ? { id: "back", text: "Back", run: () => showEnd() } : { id: "another", text: "Another list", run: showForm },
  ]);
  if (had) byId("lists-title").focus();
}

/** @param {Plan} plan @param {Settings} settings */
async function start(plan, settings) {
  const whose = client;
  if (!whose) return;
  offer([]);
  try {
    const run = await Run.of(whose, plan, settings);
    if (client === whose) await go(run);
  } catch (error) {
    if (client !== whose || endedBy(error)) return;
    offerPlan(plan, settings, "");
    tellError(words.notStarted(error), error);
  }
}
