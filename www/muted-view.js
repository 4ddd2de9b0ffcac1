// @ts-check
import { byId, make } from "./dom.js";
import { accountOf, handleOf } from "./names.js";
import { mutedCount, notRead } from "./sentences.js";

const box = byId("muted-scroll");
const list = byId("muted");
const note = byId("muted-note");
const title = byId("muted-title");
const refresh = byId("refresh");
const end = byId("muted-end");
const endNote = byId("muted-end-note");
const retry = byId("muted-retry");

let isBusy = false;
/** Tells when the end of the list comes into view. @type {IntersectionObserver | undefined} */
let observer;

/**
 * @param {{ unmute: (id: string) => void, refresh: () => void, retry: () => void, more: () => void }} actions
 *   more: the end of the list is in view
 */
export function listenToMuted(actions) {
  list.addEventListener("click", (/** @type {any} */ { target }) => {
    if (target.closest("button")) actions.unmute(target.closest("li").dataset.id);
  });
  refresh.addEventListener("click", actions.refresh);
  retry.addEventListener("click", actions.retry);
  observer = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting && actions.more());
}

/** @param {import("./muted-list.js").MutedList} muted */
export function showMuted(muted) {
  const { accounts, reading, known, hasMore, error } = muted;
  const wasAtEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 1;
  showRows(accounts.map(({ id }) => id));
  list.hidden = accounts.length === 0;
  list.setAttribute("aria-busy", String(reading));
  refresh.setAttribute("aria-disabled", String(reading));
  note.textContent = muted.isSomeones ? (known ? mutedCount(accounts.length, hasMore) : "") : "Shown once it is known who you are.";
  endNote.textContent = endSentence(muted);
  const hadRetry = document.activeElement === retry;
  retry.hidden = !error;
  if (hadRetry && !error) title.focus();
  // What went wrong takes more room than there was.
  if (error && wasAtEnd) box.scrollTop = box.scrollHeight;
  watchEnd(hasMore && !reading && !error);
}

/** @param {import("./muted-list.js").MutedList} muted */
function endSentence({ accounts, reading, known, hasMore, error }) {
  if (error) return notRead(error, known);
  if (reading) return "Reading…";
  return known && !hasMore && accounts.length > 0 ? "That is everyone." : "";
}

/** @param {boolean} busy */
export function setMutedBusy(busy) {
  isBusy = busy;
  for (const button of list.querySelectorAll("button")) button.setAttribute("aria-disabled", String(busy));
}

/** Watched anew, it is told also when it is in view still: a page may have been short. @param {boolean} watched */
function watchEnd(watched) {
  observer?.unobserve(end);
  if (watched) observer?.observe(end);
}

/** Changes the rows that are other than they were: a row that stays keeps the keyboard. @param {string[]} ids */
function showRows(ids) {
  const wanted = new Set(ids);
  const place = focusedPlace();
  for (const row of [...rows()]) if (!wanted.has(row.dataset.id ?? "")) row.remove();
  ids.forEach((id, index) => {
    const at = rows()[index];
    if (at?.dataset.id !== id) list.insertBefore(row(id), at ?? null);
  });
  if (place !== undefined && !list.contains(document.activeElement)) {
    (rows()[Math.min(place, rows().length - 1)]?.querySelector("button") ?? title).focus();
  }
}

/** @returns {HTMLCollectionOf<HTMLElement>} */
function rows() {
  return list.children;
}

/** @param {string} id */
function row(id) {
  const { name, username } = accountOf(id);
  const label = { type: "button", class: "quiet", "aria-label": `Unmute ${handleOf(id)}`, "aria-disabled": String(isBusy) };
  const who = make("div", { class: "account" });
  if (name) who.append(make("span", { class: "name" }, name));
  who.append(make("span", { class: username ? "handle" : "handle id" }, handleOf(id)));
  return make("li", { "data-id": id }, who, make("button", label, "Unmute"));
}

/** Where in the list the keyboard is. */
function focusedPlace() {
  const row = document.activeElement?.closest("#muted > li");
  return row ? [...rows()].indexOf(/** @type {HTMLElement} */ (row)) : undefined;
}
