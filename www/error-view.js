// @ts-check
import { adviceFor } from "./advice.js";
import { byId, facts, make } from "./dom.js";
import { clockTime, fromNow } from "./time-words.js";

const section = byId("error");
const content = section.querySelector(".content");

export function hideError() {
  section.hidden = true;
  content.replaceChildren();
}

/** @param {any} error an XError, or whatever else was thrown */
export function showError(error) {
  content.replaceChildren(...errorParts(error));
  section.hidden = false;
}

/** What to do about it, and all that is known of it. @param {any} error */
export function errorParts(error) {
  const retry = error?.retryAt instanceof Date ? `at ${clockTime(error.retryAt)}, ${fromNow(error.retryAt)}` : undefined;
  const message = String(error?.message ?? error);
  return [
    make("p", { class: "todo" }, adviceFor(error).todo),
    facts([
      ["code", error?.code],
      ["message", message],
      ["title", error?.title],
      ["detail", message.includes(error?.detail) ? undefined : error?.detail],
      ["reason", error?.reason],
      ["try again", retry],
      ["attempts", error?.attempts > 1 ? error.attempts : undefined],
    ]),
  ];
}
