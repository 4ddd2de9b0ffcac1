// @ts-check
import { byId, make } from "../dom.js";
import { columnsRead, counted, listRead } from "./words.js";

/** More bad entries than this tell nothing more. */
const MOST = 200;

const line = byId("list-read");
const columnsLine = byId("list-columns");
const rejectedBox = byId("rejected");

export function showNoList() {
  line.textContent = columnsLine.textContent = "";
  rejectedBox.hidden = true;
}

/**
 * What was understood, and what was not.
 * @param {string} name
 * @param {import("../pkg/client.js").ParsedList} list
 */
export function showList(name, list) {
  const { rejected, rejectedCount } = list;
  line.textContent = listRead(name, list);
  columnsLine.textContent = columnsRead(list);
  rejectedBox.hidden = rejectedCount === 0;
  rejectedBox.querySelector("summary").textContent = `Show ${counted(rejectedCount, "entry that is", "entries that are")} not understood`;
  rejectedBox.querySelector("tbody").replaceChildren(...rejected.slice(0, MOST).map(({ line, text, why }) => make("tr", {},
    make("td", { class: "handle" }, String(line)), make("td", {}, make("code", {}, text)), make("td", {}, why))));
  rejectedBox.querySelector(".note").textContent = rejectedCount > MOST ? `and ${counted(rejectedCount - MOST, "more", "more")}` : "";
}
