// @ts-check
import { byId, make } from "../dom.js";

const row = byId("list-actions");

/** @typedef {{ id: string, text: string, kind?: "main" | "second", run: () => unknown }} Action */

/** @type {Action[]} */
let offered = [];

row.addEventListener("click", (/** @type {any} */ { target }) => {
  const id = target.closest("button")?.id;
  offered.find((action) => action.id === id)?.run();
});

/** Offers these and no others. A button that stays keeps the keyboard; if its own has gone, the first has it. @param {Action[]} actions */
export function offer(actions) {
  const had = row.contains(document.activeElement);
  offered = actions;
  const buttons = new Map([...row.children].map((button) => [button.id, button]));
  row.replaceChildren(...actions.map(({ id, text, kind = "second" }) => {
    const button = buttons.get(id) ?? make("button", { type: "button", id, "data-testid": id });
    button.className = kind;
    button.textContent = text;
    return button;
  }));
  row.hidden = actions.length === 0;
  if (had) (row.firstElementChild ?? byId("lists-title")).focus();
}
