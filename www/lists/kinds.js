// @ts-check
import { byId, make } from "../dom.js";
import { scrollToTop, showPeople } from "./people-table.js";

const group = byId("kinds");

/** @typedef {{ title: string, entries: ArrayLike<any> }} Kind */

/** Which kind is shown. */
let chosen = "";
/** @type {Map<string, Kind>} */
let kinds = new Map();
/** @type {(entry: any) => import("./people-table.js").Row} */
let rowOf = (entry) => entry;

group.addEventListener("click", (/** @type {any} */ { target }) => {
  const button = target.closest("button");
  if (!button) return;
  chosen = button.dataset.kind;
  mark();
  scrollToTop();
  showChosen();
});

/**
 * People by kind: a button each, with how many they are. The first kind is everybody.
 * @param {Map<string, Kind>} all
 * @param {(entry: any) => import("./people-table.js").Row} show
 */
export function showKinds(all, show) {
  kinds = all;
  rowOf = show;
  if (!kinds.has(chosen)) chosen = first();
  // A button that stays keeps the keyboard.
  const wanted = [...kinds].filter(([kind, { entries }]) => kind === chosen || kind === first() || entries.length > 0);
  const buttons = new Map([...group.children].map((button) => [button.dataset.kind, button]));
  group.append(...wanted.filter(([kind]) => !buttons.has(kind)).map(([kind]) => make("button", { type: "button", class: "pick", "data-kind": kind })));
  for (const [kind, button] of buttons) if (!wanted.some(([other]) => other === kind)) button.remove();
  for (const button of group.children) {
    const { title, entries } = /** @type {Kind} */ (kinds.get(button.dataset.kind));
    const text = `${title} ${entries.length.toLocaleString("en")}`;
    if (button.textContent !== text) button.textContent = text;
  }
  mark();
  showChosen();
}

/** Another thing is shown: everybody again, from the first. */
export function showAllKinds() {
  chosen = "";
  group.replaceChildren();
  scrollToTop();
}

function first() {
  return [...kinds.keys()][0] ?? "";
}

function mark() {
  for (const button of group.children) button.setAttribute("aria-pressed", String(button.dataset.kind === chosen));
}

function showChosen() {
  showPeople(kinds.get(chosen)?.entries ?? [], rowOf);
}
