// @ts-check
import { byId, make } from "../dom.js";
import { counted, listRead } from "./words.js";

/** More bad entries than this tell nothing more. */
const MOST = 200;

const line = byId("list-read");
const rejectedBox = byId("rejected");

export function showNoList() {
  line.textContent = "";
  rejectedBox.hidden = true;
}

/** @param {string} name @param {import("../pkg/client.js").ParsedList} list */
export function showList(name, list) {
  const { rejected, rejectedCount } = list;
  line.textContent = listRead(name, list);
  rejectedBox.hidden = rejectedCount === 0;
  rejectedBox.querySelector("summary").textContent = `Show ${counted(rejectedCount, "entry that is", "entries that are")} not understood`;
  const rows = rejected.slice(0, MOST).map(({ line, text, why }) => make("li", {},
    make("span", { class: "handle" }, `Line ${line} `), make("code", {}, text), make("span", { class: "why" }, ` ${why}`)));
  if (rejectedCount > MOST) rows.push(make("li", {}, `and ${counted(rejectedCount - MOST, "more", "more")}`));
  rejectedBox.querySelector("ol").replaceChildren(...rows);
}
