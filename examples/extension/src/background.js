// The service worker; in Firefox, the event page. Browsers start it for an event and stop it when nothing is left to do:
// so all listeners are here, and nothing is remembered but in the storage.
import { signIn, signOut } from "./account.js";
import { showBadge } from "./badge.js";
import {
  afterSignIn, ALARM, atRest, listReport, pauseList, resumeList, seeList, startList, stopList, undoPlan, work,
} from "./lists.js";
import { chosen, createMenu } from "./menu.js";
import { forgetOutcome, keepOutcome } from "./outcome.js";
import { change } from "./people.js";
import { plain } from "./problem.js";

chrome.runtime.onInstalled.addListener(createMenu);
// Only so that the worker is started with the browser.
chrome.runtime.onStartup.addListener(() => {});
chrome.contextMenus.onClicked.addListener(chosen);
chrome.alarms.onAlarm.addListener(({ name }) => {
  if (name === ALARM) work();
});
chrome.storage.onChanged.addListener((changes) => {
  if (Object.keys(changes).some((key) => /^(outcome|account|list:)/.test(key))) showBadge();
});
chrome.runtime.onMessage.addListener(({ name, given }, sender, reply) => {
  answer(name, given).then(reply);
  return true;
});

// Whatever has started the worker: a badge ends with the browser, and an alarm may, too.
showBadge();
work();

/** What the extension's pages may ask for. */
const ANSWERS = {
  signIn: async () => {
    await signIn().catch(async (error) => {
      await keepOutcome({ action: "signIn", error: plain(error) });
      throw error;
    });
    await forgetOutcome();
    await afterSignIn();
  },
  signOut: () => atRest(signOut),
  mute: (who) => change("mute", who),
  unmute: (who) => change("unmute", who),
  seen: async () => {
    await forgetOutcome();
    await seeList();
  },
  startList,
  pauseList,
  resumeList,
  stopList,
  undoPlan,
  listReport,
};

/** Never rejects: errors go back as plain data. */
async function answer(name, given) {
  try {
    return { result: await ANSWERS[name](given) };
  } catch (error) {
    return { error: plain(error) };
  }
}
