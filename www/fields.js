// @ts-check
import { byId } from "./dom.js";

const token = byId("token");
const source = byId("source");
const target = byId("target");
const show = byId("show-token");

const FIELDS = [token, source, target];

/** Which field holds what the package calls so. @type {Record<string, HTMLInputElement>} */
const ARGUMENTS = { token, auth: token, userId: source, sourceUserId: source, targetUserId: target, "each of usernames": target };

show.addEventListener("click", () => {
  const hidden = token.type !== "password";
  token.type = hidden ? "password" : "text";
  show.textContent = hidden ? "Show" : "Hide";
  show.setAttribute("aria-label", `${show.textContent} the access token`);
});

for (const field of FIELDS) field.addEventListener("input", () => unmark(field));

/** As typed: the package says what is wrong with a stray space better than a page that hides it. */
export function fieldValues() {
  return { token: token.value, source: source.value, target: target.value };
}

/** @param {{ token?: string, userId?: string, target?: string }} values */
export function fillFields(values) {
  token.value = values.token ?? "";
  source.value = values.userId ?? "";
  target.value = values.target ?? "";
}

/** @param {string} id */
export function aimAt(id) {
  target.value = id;
  unmark(target);
}

/** Called when the token or the own ID is another. @param {() => void} listener */
export function onAccountChange(listener) {
  token.addEventListener("change", listener);
  source.addEventListener("change", listener);
}

/** @param {() => void} listener */
export function onTargetInput(listener) {
  target.addEventListener("input", listener);
}

export function unmarkAll() {
  FIELDS.forEach(unmark);
}

/**
 * Mark the field whose argument the message names first.
 * @param {string} message
 */
export function markNamed(message) {
  const name = Object.keys(ARGUMENTS).find((name) => message.startsWith(`${name} `));
  if (name) mark(ARGUMENTS[name], message);
}

/** @param {string} message */
export function markTarget(message) {
  mark(target, message);
}

/** @param {HTMLInputElement} field @param {string} message */
function mark(field, message) {
  field.setAttribute("aria-invalid", "true");
  byId(`${field.id}-error`).textContent = message;
  field.focus();
}

/** @param {HTMLInputElement} field */
function unmark(field) {
  field.removeAttribute("aria-invalid");
  byId(`${field.id}-error`).textContent = "";
}
