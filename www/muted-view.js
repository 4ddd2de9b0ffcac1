// @ts-check
import { byId, make } from "./dom.js";
import { accountOf, handleOf } from "./names.js";

const list = byId("muted");
const note = byId("muted-note");
const title = byId("muted-title");
const refresh = byId("refresh");

/**
 * @param {import("./muted-list.js").MutedList} muted
 * @param {(id: string) => void} unmute
 */
export function showMuted(muted, unmute) {
  const had = focusedPlace();
  list.replaceChildren(...muted.accounts.map(({ id }) => row(id, unmute)));
  list.hidden = muted.accounts.length === 0;
  list.setAttribute("aria-busy", String(muted.reading));
  refresh.setAttribute("aria-disabled", String(muted.reading));
  note.textContent = muted.known && muted.accounts.length === 0 ? `Nobody. ${muted.note}` : muted.note;
  if (had) restoreFocus(had);
}

/** @param {boolean} busy */
export function setMutedBusy(busy) {
  for (const button of list.querySelectorAll("button")) button.setAttribute("aria-disabled", String(busy));
}

/** @param {string} id @param {(id: string) => void} unmute */
function row(id, unmute) {
  const { name, username } = accountOf(id);
  const button = make("button", { type: "button", class: "quiet", "aria-label": `Unmute ${handleOf(id)}` }, "Unmute");
  button.addEventListener("click", () => unmute(id));
  const who = make("div", { class: "account" });
  if (name) who.append(make("span", { class: "name" }, name));
  who.append(make("span", { class: username ? "handle" : "handle id" }, handleOf(id)));
  return make("li", { "data-id": id }, who, button);
}

/** Where the keyboard is in the list, so that drawing it anew does not throw it back to the top of the page. */
function focusedPlace() {
  const item = document.activeElement?.closest("#muted > li");
  if (!item) return undefined;
  return { id: item.getAttribute("data-id"), index: [...list.children].indexOf(item) };
}

/** @param {{ id: string | null, index: number }} place */
function restoreFocus({ id, index }) {
  const items = /** @type {HTMLElement[]} */ ([...list.children]);
  const item = items.find((each) => each.dataset.id === id) ?? items[Math.min(index, items.length - 1)];
  (item?.querySelector("button") ?? title).focus();
}
