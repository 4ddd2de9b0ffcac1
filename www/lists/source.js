// @ts-check
import { byId } from "../dom.js";
import { count } from "./words.js";

/** Longer than this, a text is kept beside the field: in it, it would freeze the page. */
const LONGEST = 20_000;

/** A list that is typed is read this long after the last key, in milliseconds. */
const TYPED_MS = 200;

const section = byId("lists");
const field = byId("list-text");
const file = byId("list-file");

/** @typedef {{ name: string, list: string | File }} Source where a list comes from */

/** @type {(source: Source | undefined) => void} */
let listener = () => {};
/** @type {ReturnType<typeof setTimeout> | undefined} */
let soon;

/** Called with each list that is typed, pasted, dropped or chosen. @param {(source: Source | undefined) => void} onSource */
export function onSource(onSource) {
  listener = onSource;
  field.addEventListener("input", () => {
    clearTimeout(soon);
    soon = setTimeout(takeTyped, TYPED_MS);
  });
  field.addEventListener("paste", (/** @type {ClipboardEvent} */ event) => takePasted(event, event.clipboardData));
  file.addEventListener("change", () => takeFile(file.files[0]));
  section.addEventListener("dragover", (/** @type {DragEvent} */ event) => !byId("list-form").hidden && event.preventDefault());
  section.addEventListener("drop", (/** @type {DragEvent} */ event) => {
    const dropped = event.dataTransfer?.files[0];
    if (byId("list-form").hidden || !dropped) return;
    event.preventDefault();
    file.value = "";
    takeFile(dropped);
  });
}

/** What was typed last, without waiting for more. */
export function takeTyped() {
  if (soon !== undefined) takeText("The list", field.value);
}

/** A list that nobody has typed. @param {string} name @param {string} text */
export function takeText(name, text) {
  forgetTyped();
  listener(text === "" ? undefined : { name, list: text });
}

export function clearSource() {
  field.value = file.value = "";
  takeText("", "");
}

/** What is short is for the field. @param {ClipboardEvent} event @param {DataTransfer | null} data */
function takePasted(event, data) {
  const text = data?.getData("text/plain") ?? "";
  if (text.length <= LONGEST) return;
  event.preventDefault();
  field.value = file.value = "";
  takeText(`What was pasted, ${count(text.length)} characters`, text);
}

/** @param {File | undefined} chosen */
function takeFile(chosen) {
  if (!chosen) return;
  forgetTyped();
  field.value = "";
  listener({ name: chosen.name, list: chosen });
}

function forgetTyped() {
  clearTimeout(soon);
  soon = undefined;
}
