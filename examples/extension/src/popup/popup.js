import { whoIs } from "../address.js";
import { readOutcome } from "../outcome.js";
import { ask } from "../parts/ask.js";
import { byId, show } from "../parts/dom.js";
import { showIdentity } from "../parts/identity.js";
import { showList } from "../parts/list-view.js";
import { onPress, say, sayFailed } from "../parts/say.js";
import { outcomeWords } from "../words.js";

const name = byId("name");

onPress("mute", "Not muted", () => change("mute"));
onPress("unmute", "Not unmuted", () => change("unmute"));
// Enter presses the form's first button by a click of its own.
byId("person").addEventListener("submit", (event) => event.preventDefault());
name.addEventListener("input", () => name.removeAttribute("aria-invalid"));

await showIdentity(({ account }) => {
  show("person", account);
  if (account && document.activeElement === document.body) name.focus();
});
await showList();
await tell(await readOutcome());

/** @param {"mute" | "unmute"} action */
async function change(action) {
  say(action === "mute" ? "Muting…" : "Unmuting…");
  await tell(await ask(action, whoIs(name.value)));
}

/** What came of it, here or elsewhere: once seen, the badge need not say it any more. */
async function tell(outcome) {
  if (outcome?.error) sayFailed(outcomeWords(outcome), outcome.error);
  else if (outcome) say(outcomeWords(outcome));
  name.removeAttribute("aria-invalid");
  if (outcome?.error?.code === "not_understood") name.setAttribute("aria-invalid", "true");
  await ask("seen");
}
