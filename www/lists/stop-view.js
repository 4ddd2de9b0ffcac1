// @ts-check
import { byId } from "../dom.js";
import { askStop } from "./words.js";

const dialog = byId("ask-stop");

/** Whether to stop for good. @param {import("../pkg/client.js").Report} report how far it is @returns {Promise<boolean>} */
export function mayStop({ total, muted, unmuted, gone, failed }) {
  dialog.querySelector(".ask-text").textContent = askStop({ muted, unmuted, left: total - muted - unmuted - gone - failed });
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "stop"), { once: true });
  });
}
