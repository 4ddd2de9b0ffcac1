// @ts-check
import { setAnswerBusy } from "./answer-view.js";
import { byId } from "./dom.js";
import { setMutedBusy } from "./muted-view.js";

const buttons = ["mute", "unmute", "sign-in", "sign-out"].map(byId);
const cancel = byId("cancel");

/** What is under way. @type {AbortController | undefined} */
let running;

cancel.addEventListener("click", () => running?.abort());
document.addEventListener("keydown", ({ key }) => key === "Escape" && !cancel.hidden && running?.abort());

export function isBusy() {
  return running !== undefined;
}

/**
 * One thing at a time: what is asked for meanwhile is not done.
 * @param {(signal: AbortSignal) => Promise<void>} run
 * @param {{ canCancel: boolean }} options
 */
export async function alone(run, { canCancel }) {
  if (running) return;
  running = new AbortController();
  const began = document.activeElement;
  setBusy(true, canCancel);
  try {
    await run(running.signal);
  } finally {
    running = undefined;
    const had = document.activeElement === cancel;
    setBusy(false, canCancel);
    // Cancel goes away: the keyboard stays where it began.
    if (had && began instanceof HTMLElement) began.focus();
  }
}

/** @param {boolean} busy @param {boolean} canCancel */
function setBusy(busy, canCancel) {
  for (const button of buttons) button.setAttribute("aria-disabled", String(busy));
  byId("job").setAttribute("aria-busy", String(busy));
  setAnswerBusy(busy);
  setMutedBusy(busy);
  cancel.hidden = !(busy && canCancel);
}
