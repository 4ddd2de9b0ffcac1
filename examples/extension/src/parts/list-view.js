// How far the list is, with the buttons that it takes.
import { readList } from "../lists.js";
import { details, doneOf, listWords } from "../words.js";
import { ask } from "./ask.js";
import { byId, show } from "./dom.js";
import { onPress } from "./say.js";

/** @param {(list: import("../lists.js").List | undefined) => void} onChange is told how it stands, now and later */
export function showList(onChange = () => {}) {
  onPress("pause", "Not paused", () => ask("pauseList"));
  onPress("resume", "It does not go on", () => ask("resumeList"));
  chrome.storage.onChanged.addListener((changes) => {
    if (Object.keys(changes).some((key) => key === "account" || key.startsWith("list:"))) refresh();
  });
  async function refresh() {
    const list = await readList();
    show("list", list);
    if (list) fill(list);
    onChange(list);
  }
  return refresh();
}

function fill(list) {
  const words = byId("list-words");
  // Whoever listens is not told the same twice.
  if (words.textContent !== listWords(list)) words.textContent = listWords(list);
  const error = list.state === "paused" ? list.error : undefined;
  words.dataset.kind = error ? "failed" : "";
  byId("list-details").textContent = error ? details(error) : "";
  show("list-details", error && details(error));
  Object.assign(byId("progress"), { max: list.total || 1, value: doneOf(list) });
  keepFocus("pause", list.state === "running", "resume");
  keepFocus("resume", list.state === "paused", "pause");
}

/** A button that gives way to another gives it the focus, too. */
function keepFocus(id, is, other) {
  const had = document.activeElement === byId(id);
  show(id, is);
  if (had && !is) {
    show(other, true);
    byId(other).focus();
  }
}
