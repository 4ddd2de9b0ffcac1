// @ts-check
import { byId, make } from "../dom.js";
import { counted } from "./words.js";

/** So many names let one see what kind of words they are. */
const SHOWN = 12;

const dialog = byId("ask-names");

/** Whether bare words are meant as usernames. @param {string[]} usernames @returns {Promise<boolean>} */
export function areUsernames(usernames) {
  const words = usernames.slice(0, SHOWN).map((username) => make("li", {}, username));
  if (usernames.length > SHOWN) words.push(make("li", {}, `and ${counted(usernames.length - SHOWN, "more", "more")}`));
  dialog.querySelector(".ask-text").replaceChildren(...words);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}
