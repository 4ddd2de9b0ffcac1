// @ts-check
import init from "./pkg/client.js";
import { useStandInClock } from "./clock.js";
import { byId } from "./dom.js";
import { showNoExchange } from "./exchange.js";
import { aimAt, fieldValues, fillFields, onAccountChange, onTargetInput } from "./fields.js";
import { clientNow, clientToRead, isSignedIn, onIdentityChange, ownAccount } from "./identity.js";
import { showIdentity } from "./identity-view.js";
import { act } from "./job.js";
import { forgetLimits } from "./limits-view.js";
import { MutedList } from "./muted-list.js";
import { listenToMuted, showMuted } from "./muted-view.js";
import { offerCrowd } from "./lists/crowd.js";
import { startLists, takeUpLists } from "./lists/lists.js";
import { offerSpeeds } from "./lists/speed-view.js";
import { learn } from "./names.js";
import { showPicks } from "./picks.js";
import { setUpstream } from "./request-view.js";
import { ready } from "./sentences.js";
import { appOf, modeSentence, readSetup } from "./setup.js";
import { arrive, endedBy, signIn, signOut } from "./sign-in.js";
import { hasSaid, say } from "./status.js";
import { drawTarget } from "./target-view.js";

const muted = new MutedList(drawMuted);

/** What people can sign in to here. @type {import("./setup.js").App | undefined} */
let app;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let readSoon;

export async function start() {
  showNoExchange("The request appears here as it leaves.", "And here what comes back, as it came.");
  listen();
  // Loaded before the first press. Should it fail, that press says why.
  init().catch(() => {});
  const setup = await readSetup();
  const clock = setup.standIn === true ? await useStandInClock() : undefined;
  if (clock) offerSpeeds(clock);
  if (setup.crowd) offerCrowd(setup.crowd);
  const targets = setup.targets ?? [];
  app = appOf(setup);
  learn(targets);
  if (setup.upstream) setUpstream(setup.upstream);
  byId("mode").textContent = modeSentence(setup);
  byId("mode").dataset.live = String(setup.standIn !== true);
  fillFields({ ...setup, target: targets[0]?.id });
  showPicks(targets, (id) => {
    aimAt(id);
    drawTarget(muted);
  });
  onIdentityChange(takeUpIdentity);
  if (app) await arrive(app);
  else takeUpIdentity();
  if (!hasSaid()) sayReady();
}

function listen() {
  byId("job").addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    act("mute", fieldValues().target, muted);
  });
  byId("unmute").addEventListener("click", () => act("unmute", fieldValues().target, muted));
  byId("sign-in").addEventListener("click", () => app && signIn(app));
  byId("sign-out").addEventListener("click", signOut);
  // Back from X by the browser's Back, the page may be as it was when it was left.
  addEventListener("pageshow", ({ persisted }) => persisted && sayReady());
  listenToMuted({
    unmute: (id) => act("unmute", id, muted),
    refresh: () => muted.reading || muted.start(clientToRead()),
    retry: () => muted.retry(),
    more: () => muted.more(),
  });
  startLists({ clientNow, changed: () => muted.reading || muted.start(clientToRead()) });
  onTargetInput(() => drawTarget(muted));
  onAccountChange(() => {
    clearTimeout(readSoon);
    readSoon = setTimeout(takeUpIdentity, 400);
  });
}

function sayReady() {
  say(ready({ isFilled: isSignedIn() || fieldValues().token !== "", canSignIn: app !== undefined }));
}

/** Limits and list are those of whoever mutes. */
function takeUpIdentity() {
  showIdentity({ canSignIn: app !== undefined, isSignedIn: isSignedIn(), user: ownAccount() });
  forgetLimits();
  muted.start(clientToRead());
  takeUpLists(clientToRead());
}

function drawMuted() {
  // Then the list is somebody else's already.
  if (endedBy(muted.error)) return;
  learn(muted.accounts);
  showMuted(muted);
  drawTarget(muted);
}
