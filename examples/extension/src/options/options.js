import { byId } from "../parts/dom.js";
import { showIdentity } from "../parts/identity.js";
import { say, sayFailed } from "../parts/say.js";
import { plain } from "../problem.js";
import { readSettings, writeSettings } from "../settings.js";
import { failed } from "../words.js";

const settings = await readSettings();
byId("redirect-uri").value = chrome.identity.getRedirectURL();
byId("redirect-uri").addEventListener("focus", ({ target }) => target.select());

choice("client-id", "value", "clientId", (text) => text.trim());
choice("skip-following", "checked", "skipFollowing");
choice("skip-followers", "checked", "skipFollowers");
choice("pace", "value", "pace");
choice("max-per-day", "value", "maxPerDay", Number, (number) => number || "");

await showIdentity(({ account }) => {
  byId("client-id").readOnly = account !== undefined && !account.ended;
});

/** A field that is kept as soon as it is changed; `read` makes a setting of its value, `written` a value of that. */
function choice(id, property, name, read = (value) => value, written = (value) => value) {
  const field = byId(id);
  field[property] = written(settings[name]);
  field.addEventListener("change", async () => {
    if (!field.reportValidity()) return;
    try {
      await writeSettings({ [name]: read(field[property]) });
      say("Saved.");
    } catch (thrown) {
      sayFailed(failed("Not saved", { code: "storage" }), plain(thrown));
    }
  });
}
