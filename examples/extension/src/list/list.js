import { ask } from "../parts/ask.js";
import { byId, make, show } from "../parts/dom.js";
import { showIdentity } from "../parts/identity.js";
import { showList } from "../parts/list-view.js";
import { onPress, say, sayFailed } from "../parts/say.js";
import { readSettings } from "../settings.js";
import { askNames, columnsRead, count, counted, doneOf, listRead } from "../words.js";
import { parseList } from "../x-mutes/client.js";
import { fillPlan } from "./plan-view.js";
import { makePlan } from "./planning.js";

const NOT_READ = "The file could not be read. Is it still there? Choose it again.";
const NOBODY = "Nobody is in the list yet: paste one, or choose a file.";

/** How long a browser has to begin with a file, in milliseconds. */
const FILE_MS = 60_000;

/** So many entries that are not understood are shown. */
const SHOWN = 100;

let account;
let list;
let plan;

onPress("make-plan", "No plan", planText);
onPress("start", "Not started", start);
onPress("stop", "Not stopped", stop);
onPress("undo", "Not undone", planUndo);
onPress("report", "No report", saveReport);
byId("people").addEventListener("submit", (event) => event.preventDefault());
byId("drop-plan").addEventListener("click", () => setPlan(undefined));
// The text or a file: whichever was given last.
byId("text").addEventListener("input", () => { byId("file").value = ""; });
byId("file").addEventListener("change", () => {
  byId("text").value = "";
  readPeople().then(showRead).catch((error) => sayFailed(NOT_READ, error));
});

await showIdentity((state) => {
  account = state.account;
  refresh();
});
await showList((now) => {
  list = now;
  refresh();
});

/** What is to be seen, by how things stand. */
function refresh() {
  const isOpen = list?.state === "running" || list?.state === "paused";
  show("import", account && !isOpen && !plan);
  show("plan", plan);
  show("list", list && !plan);
  show("list-note", list?.state === "running");
  show("stop", isOpen);
  show("undo", list && list.state !== "running" && list.muted + list.unmuted > 0);
  show("report", list && doneOf(list) > 0);
}

function setPlan(made) {
  plan = made;
  say("");
  refresh();
  if (made) byId("plan-title").focus();
}

function readPeople() {
  const [file] = byId("file").files;
  return parseList(file ?? byId("text").value);
}

function showRead(people) {
  say(listRead(people));
  byId("columns").textContent = columnsRead(people);
  const { rejected, rejectedCount } = people;
  const row = ({ line, text, why }) => make("tr", {}, ...[count(line), text, why].map((cell) => make("td", {}, cell)));
  show("rejected", rejectedCount > 0);
  byId("rejected-title").textContent = `${counted(rejectedCount, "entry is", "entries are")} not understood`;
  byId("rejected-rows").replaceChildren(...rejected.slice(0, SHOWN).map(row));
}

async function planText() {
  const people = await readPeople();
  showRead(people);
  if (people.entries.length === 0) return say(NOBODY, "failed");
  if (people.bareWords && !confirm(askNames(people))) return say("Cancelled. Nothing was changed.");
  const settings = await readSettings();
  const made = await makePlan(people, settings);
  if (made === undefined) return say("Cancelled. Nothing was changed.");
  setPlan(made);
  fillPlan(made, settings);
}

async function planUndo() {
  const made = await ask("undoPlan");
  setPlan(made);
  fillPlan(made, await readSettings());
}

async function start() {
  await ask("startList", plan);
  setPlan(undefined);
}

async function stop() {
  const left = list.total - doneOf(list);
  const question = `${counted(left, "person is", "people are")} left, and forgotten then.`;
  if (confirm(`${question} What was done stays, and can be undone. Stop for good?`)) await ask("stopList");
}

async function saveReport() {
  const href = URL.createObjectURL(new Blob([await ask("listReport")], { type: "text/csv" }));
  make("a", { href, download: "x-mutes-report.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(href), FILE_MS);
}
