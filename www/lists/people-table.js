// @ts-check
import { byId, make } from "../dom.js";

/** Rows that are there beyond those in view, on either side. */
const BEYOND = 8;

const table = byId("people-table");
const body = table.querySelector(".people-rows");
const head = table.querySelector(".people-head");

/** @typedef {{ id?: string, username?: string, kind: string, what: string, tone?: string }} Row */

/** @type {ArrayLike<any>} */
let entries = [];
/** How an entry is shown. @type {(entry: any) => Row} */
let rowOf = (entry) => entry;
let drawn = "";
let isDue = false;

table.addEventListener("scroll", drawSoon, { passive: true });
new ResizeObserver(() => drawn !== "" && drawSoon()).observe(table);

/**
 * However many there are: only those in view are in the page.
 * @param {ArrayLike<any>} all
 * @param {(entry: any) => Row} show
 */
export function showPeople(all, show) {
  entries = all;
  rowOf = show;
  drawn = "";
  table.setAttribute("aria-rowcount", String(all.length + 1));
  draw();
}

export function scrollToTop() {
  table.scrollTop = 0;
}

/** Scrolling tells more often than there are frames. */
function drawSoon() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(draw);
}

function draw() {
  isDue = false;
  const height = rowHeight();
  body.style.height = `${entries.length * height}px`;
  const first = Math.max(0, Math.floor((table.scrollTop - head.offsetHeight) / height) - BEYOND);
  const last = Math.min(entries.length, Math.ceil((table.scrollTop + table.clientHeight) / height) + BEYOND);
  const range = `${first} ${last} ${height}`;
  if (range === drawn) return;
  drawn = range;
  body.style.paddingTop = `${first * height}px`;
  const rows = [];
  for (let at = first; at < last; at += 1) rows.push(row(rowOf(entries[at]), at));
  body.replaceChildren(...rows);
}

/** @param {Row} row @param {number} at */
function row({ id, username, kind, what, tone = "" }, at) {
  const who = make("span", { role: "cell", class: "person" });
  if (username) who.append(make("span", { class: "name" }, `@${username}`));
  if (id) who.append(make("span", { class: username ? "handle id" : "id" }, id));
  return make("div", { role: "row", "aria-rowindex": String(at + 2), "data-kind": kind },
    who, make("span", { role: "cell", class: "what", "data-tone": tone }, what));
}

/** In pixels: style sheet and zoom have their say. */
function rowHeight() {
  return Number.parseFloat(getComputedStyle(table).getPropertyValue("--row")) * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
