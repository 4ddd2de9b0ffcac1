// @ts-check
import { isBusy } from "./busy.js";
import { byId } from "./dom.js";
import { fieldValues } from "./fields.js";
import { accountNamed, accountOf } from "./names.js";
import { markPick } from "./picks.js";
import { readTarget } from "./target.js";

/** Whom the status line speaks of, once there was a job. @type {string | undefined} */
let subject;

/** @param {string} id */
export function speakOf(id) {
  subject = id;
}

/** Who the target is, as far as is known, and whether they are muted. @param {import("./muted-list.js").MutedList} muted */
export function drawTarget(muted) {
  const text = fieldValues().target;
  const { id, username } = readTarget(text);
  const account = username === undefined ? accountOf(id) : accountNamed(username);
  byId("target-who").textContent = account?.name ? who(account, muted.has(account.id)) : hint(text, username !== undefined);
  markPick(account?.id ?? "");
  byId("wave").dataset.state = isBusy() ? "busy" : muted.has(subject ?? account?.id ?? "") ? "muted" : "loud";
}

/** @param {import("./names.js").Account} account @param {boolean} isMuted */
function who({ id, name, username }, isMuted) {
  return [name, username && `@${username}`, `ID ${id}`, isMuted && "muted now"].filter(Boolean).join(", ");
}

/** @param {string} text @param {boolean} isUsername */
function hint(text, isUsername) {
  if (text === "") return "A username of digits alone needs its @: without it, digits are an ID.";
  if (isUsername) return "A username: X is asked who has it.";
  return /^\d+$/.test(text) ? "An ID. A username of digits alone needs its @." : "";
}
