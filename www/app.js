// @ts-check
import init, { mute, unmute, XError } from "./pkg/browser.js";
import { setAnswerBusy, showAnswer, showNoAnswer } from "./answer-view.js";
import { byId } from "./dom.js";
import { hideError, showError } from "./error-view.js";
import { aimAt, fieldValues, fillFields, markNamed, onAccountChange, onTargetInput, unmarkAll } from "./fields.js";
import { forgetLimits, noteLimits, tightest } from "./limits-view.js";
import { MutedList } from "./muted-list.js";
import { setMutedBusy, showMuted } from "./muted-view.js";
import { accountOf, handleOf, learn } from "./names.js";
import { markPick, showPicks } from "./picks.js";
import { createRecorder } from "./recorder.js";
import { setUpstream, showNoRequest, showRequest } from "./request-view.js";
import { cancelled, doing, doingWord, done, failed } from "./sentences.js";
import { modeSentence, readSetup } from "./setup.js";

const calls = { mute, unmute };
const buttons = { mute: byId("mute"), unmute: byId("unmute") };
const NAMES = { mute: "Mute", unmute: "Unmute" };
const cancel = byId("cancel");
const status = byId("status");
const muted = new MutedList(drawMuted);

/** The call under way. @type {AbortController | undefined} */
let running;
/** The call that is shown. @type {AbortController | undefined} */
let latest;
/** Whom the status line speaks of, once there was a call. @type {string | undefined} */
let subject;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let readSoon;

export async function start() {
  showNoRequest("The request appears here as it leaves.");
  showNoAnswer("And here what comes back, as it came.");
  listen();
  // Loaded before the first press. Should it fail, that press says why.
  init().catch(() => {});
  const setup = await readSetup();
  const targets = setup.targets ?? [];
  learn(targets);
  if (setup.upstream) setUpstream(setup.upstream);
  byId("mode").textContent = modeSentence(setup);
  byId("mode").dataset.live = String(setup.standIn !== true);
  fillFields({ ...setup, target: targets[0]?.id });
  showPicks(targets, (id) => {
    aimAt(id);
    drawTarget();
  });
  status.textContent = setup.token ? "Ready. Press Mute." : "Fill in the three fields, then press Mute.";
  readMuted();
}

function listen() {
  byId("job").addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    act("mute", fieldValues().target);
  });
  buttons.unmute.addEventListener("click", () => act("unmute", fieldValues().target));
  cancel.addEventListener("click", () => running?.abort());
  document.addEventListener("keydown", ({ key }) => key === "Escape" && running?.abort());
  byId("refresh").addEventListener("click", () => muted.reading || readMuted());
  onTargetInput(drawTarget);
  onAccountChange(() => {
    clearTimeout(readSoon);
    readSoon = setTimeout(() => {
      forgetLimits();
      readMuted();
    }, 400);
  });
}

/** @param {"mute" | "unmute"} action @param {string} target */
async function act(action, target) {
  if (running) return;
  const { token, source } = fieldValues();
  const controller = new AbortController();
  running = controller;
  latest = controller;
  const recorder = createRecorder(draw);
  // The copy of a body may be read after the call is settled, even after the next one has begun.
  function draw() {
    if (latest !== controller || recorder.attempts.length === 0) return;
    showRequest(recorder.attempts);
    showAnswer(recorder.attempts, controller.signal.aborted);
  }
  begin(action, target);
  try {
    await calls[action](token, source, target, {
      baseUrl: location.origin,
      signal: controller.signal,
      fetch: recorder.fetch,
      onResponse(/** @type {any} */ info) {
        recorder.onResponse(info);
        noteLimits(info.endpoint, info.rateLimits);
      },
    });
    succeeded(action, source, target);
  } catch (error) {
    const sent = recorder.attempts.length > 0;
    if (controller.signal.aborted && error === controller.signal.reason) stopped(sent);
    else refused(action, error, sent);
  }
  draw();
  running = undefined;
  end(action);
}

/** @param {"mute" | "unmute"} action @param {string} target */
function begin(action, target) {
  hideError();
  unmarkAll();
  subject = target;
  showNoRequest("Nothing has left yet.");
  showNoAnswer("Waiting…");
  status.textContent = doing(action, handleOf(target));
  status.dataset.kind = "busy";
  buttons[action].textContent = doingWord(action);
  setBusy(true);
  drawTarget();
}

/** @param {"mute" | "unmute"} action */
function end(action) {
  buttons[action].textContent = NAMES[action];
  const had = document.activeElement === cancel;
  setBusy(false);
  // Cancel goes away: the keyboard stays where it began.
  if (had) buttons[action].focus();
  drawTarget();
}

/** @param {boolean} busy */
function setBusy(busy) {
  for (const button of Object.values(buttons)) button.setAttribute("aria-disabled", String(busy));
  byId("job").setAttribute("aria-busy", String(busy));
  setAnswerBusy(busy);
  setMutedBusy(busy);
  cancel.hidden = !busy;
}

/** @param {"mute" | "unmute"} action @param {string} source @param {string} target */
function succeeded(action, source, target) {
  if (action === "mute") muted.add(source, accountOf(target));
  else muted.remove(source, target);
  status.textContent = done(action, handleOf(target), tightest(action));
  status.dataset.kind = "done";
}

/** @param {boolean} sent */
function stopped(sent) {
  if (!sent) showNothingSent();
  status.textContent = cancelled(sent);
  status.dataset.kind = "cancelled";
}

/** @param {"mute" | "unmute"} action @param {unknown} error @param {boolean} sent */
function refused(action, error, sent) {
  if (!sent) showNothingSent();
  showError(error);
  if (error instanceof XError && error.code === "invalid_argument") markNamed(error.message);
  status.textContent = failed(action, error);
  status.dataset.kind = "failed";
}

function showNothingSent() {
  showNoRequest("Nothing was sent.");
  showNoAnswer("So there is no answer.");
}

function readMuted() {
  const { token, source } = fieldValues();
  muted.read(token, source);
}

function drawMuted() {
  learn(muted.accounts);
  showMuted(muted, (id) => act("unmute", id));
  drawTarget();
}

function drawTarget() {
  const { target } = fieldValues();
  const { name } = accountOf(target);
  const state = muted.has(target) ? "muted now" : "";
  byId("target-who").textContent = [name, state].filter(Boolean).join(", ");
  markPick(target);
  byId("wave").dataset.state = running ? "busy" : muted.has(subject ?? target) ? "muted" : "loud";
}
