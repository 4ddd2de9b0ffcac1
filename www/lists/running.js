// @ts-check
import { endedBy } from "../sign-in.js";
import { offer } from "./actions.js";
import { showAllKinds } from "./kinds.js";
import { saveCsv } from "./report-file.js";
import { tell, tellError } from "./say.js";
import { show } from "./stage.js";
import { mayStop } from "./stop-view.js";
import * as words from "./words.js";

/** @typedef {import("./run.js").Run} Run */
/** @typedef {import("../pkg/client.js").Report} Report */

/** The end of a job elsewhere is heard of before it is kept, by this at most, in milliseconds. */
const KEPT_MS = 500;

/** The job that is shown. @type {Run | undefined} */
let run;

/**
 * What others do: somebody's mutes are others than they were; a plan is to be shown that undoes them; the job is closed.
 * @type {{ changed: () => void, undo: (plan: import("../pkg/client.js").Plan) => void, closed: () => void }}
 */
let others = { changed() {}, undo() {}, closed() {} };

/** @param {typeof others} given */
export function startRunning(given) {
  others = given;
}

export function hasRun() {
  return run !== undefined;
}

/** What is shown no more waits for whoever comes back to it. */
export function leaveRun() {
  run?.job.pause();
  if (run) run.isShown = false;
  run = undefined;
}

/** Runs it for as long as it goes. @param {Run} next */
export async function go(next) {
  if (next !== run) {
    if (run) run.isShown = false;
    run = next;
    showAllKinds();
  }
  next.onEnd = () => {};
  show("run");
  next.draw();
  tell(words.RUNNING);
  offer([
    { id: "pause", text: "Pause", kind: "main", run: () => next.job.pause() },
    { id: "stop", text: "Stop", run: () => stop(next) },
  ]);
  try {
    const report = await next.go();
    if (run === next) settled(next, report);
  } catch (error) {
    if (run === next) rest(next, "", error);
  }
  others.changed();
}

/** @param {Run} next @param {Report} report */
function settled(next, { state, stoppedBy }) {
  if (state === "done") showEnd();
  else if (state === "paused") rest(next, words.PAUSED, stoppedBy);
  else {
    rest(next, words.ELSEWHERE);
    next.onEnd = () => setTimeout(() => run === next && go(next), KEPT_MS);
  }
}

/** It does not run. @param {Run} next @param {string} sentence @param {unknown} [error] why it does not */
export function rest(next, sentence, error) {
  run = next;
  show("run");
  if (next.draw().state === "done") return showEnd();
  offer([
    { id: "go-on", text: "Go on", kind: "main", run: () => go(next) },
    { id: "stop", text: "Stop", run: () => stop(next) },
    save(next),
  ]);
  if (error === undefined) tell(sentence);
  else if (!endedBy(error)) tellError(words.stoppedBy(error), error);
}

/** Done, or stopped. @param {string} [sentence] */
export function showEnd(sentence) {
  if (!run) return;
  const { job } = run;
  show("run");
  const report = run.draw();
  tell(sentence ?? words.done(report));
  offer([
    ...report.muted + report.unmuted > 0 ? [{ id: "undo", text: "Undo", run: () => others.undo(job.undo()) }] : [],
    save(run),
    { id: "another", text: "Another list", run: close },
  ]);
}

/** @param {Run} finished */
function save({ job }) {
  return { id: "save", text: "Save the report", run: () => saveCsv("x-mutes report.csv", job.csv()) };
}

/** Stopped, it is forgotten, but can be undone for as long as it is to be seen. @param {Run} stopped */
async function stop(stopped) {
  if (!await mayStop(stopped.job.report()) || run !== stopped) return;
  // What its end has to say is not what is to be said.
  run = undefined;
  offer([]);
  try {
    await stopped.job.discard();
    run = stopped;
    showEnd(words.STOPPED);
  } catch (error) {
    rest(stopped, "");
    tellError(words.notStopped(error), error);
  }
}

async function close() {
  offer([]);
  await run?.job.discard().catch(() => {});
  leaveRun();
  others.closed();
}
