// @ts-check
import { byId } from "../dom.js";
import { errorParts } from "../error-view.js";

const status = byId("lists-status");
const box = byId("lists-error");

/** Says it, and takes back what was said of an error. @param {string} sentence */
export function tell(sentence) {
  status.textContent = sentence;
  status.dataset.kind = "";
  box.hidden = true;
}

/** The same of what goes on all the time. @param {string} sentence */
export function mention(sentence) {
  if (status.textContent !== sentence) status.textContent = sentence;
}

/** @param {string} sentence @param {unknown} error */
export function tellError(sentence, error) {
  tell(sentence);
  status.dataset.kind = "failed";
  box.querySelector(".content").replaceChildren(...errorParts(error));
  box.hidden = false;
}
