// The line in which a page says what came of things, and the details of what failed below it.
import { details, failed } from "../words.js";
import { byId, show } from "./dom.js";

/** @param {string} sentence @param {"" | "failed"} kind */
export function say(sentence, kind = "") {
  byId("status").textContent = sentence;
  byId("status").dataset.kind = kind;
  show("details", false);
}

/** @param {string} sentence @param {import("../words.js").PlainError} error */
export function sayFailed(sentence, error) {
  say(sentence, "failed");
  byId("details-text").textContent = details(error);
  show("details", details(error));
}

/**
 * Has a button do something, once at a time. The button keeps the focus meanwhile, and what fails is said.
 *
 * @param {string} id
 * @param {string} what what is said to have failed: "Not paused"
 * @param {() => Promise<unknown>} work
 */
export function onPress(id, what, work) {
  const button = byId(id);
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    try {
      await work();
    } catch (error) {
      sayFailed(failed(what, error), error);
    } finally {
      button.removeAttribute("aria-disabled");
    }
  });
}
