// @ts-check
import { byId } from "./dom.js";

const status = byId("status");

/**
 * Say it, to the eye and to whoever has the page read out.
 * @param {string} sentence
 * @param {"" | "busy" | "done" | "cancelled" | "failed"} kind
 */
export function say(sentence, kind = "") {
  status.textContent = sentence;
  status.dataset.kind = kind;
}

export function hasSaid() {
  return status.textContent !== "";
}
