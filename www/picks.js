// @ts-check
import { byId, make } from "./dom.js";
import { handleOf } from "./names.js";

const MOST = 8;
const group = byId("picks");

/**
 * Buttons that aim at the accounts the server proposes.
 * @param {import("./names.js").Account[]} accounts
 * @param {(id: string) => void} pick
 */
export function showPicks(accounts, pick) {
  group.replaceChildren(...accounts.slice(0, MOST).map(({ id }) => {
    const button = make("button", { type: "button", class: "pick", "data-id": id }, handleOf(id));
    button.addEventListener("click", () => pick(id));
    return button;
  }));
  group.hidden = accounts.length === 0;
}

/** @param {string} target */
export function markPick(target) {
  for (const button of group.children) {
    button.setAttribute("aria-pressed", String(button.getAttribute("data-id") === target));
  }
}
