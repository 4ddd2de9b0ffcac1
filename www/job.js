// @ts-check
import { XError } from "./pkg/client.js";
import { alone } from "./busy.js";
import { byId } from "./dom.js";
import { hideError, showError } from "./error-view.js";
import { Exchange, showNoExchange } from "./exchange.js";
import { markNamed, markTarget, unmarkAll } from "./fields.js";
import { askWho, clientNow } from "./identity.js";
import { tightest } from "./limits-view.js";
import { accountOf, handleOf } from "./names.js";
import { cancelled, doing, doingWord, done, failed, lookingFor, toDo } from "./sentences.js";
import { endedBy } from "./sign-in.js";
import { say } from "./status.js";
import { find, Nobody, readTarget } from "./target.js";
import { drawTarget, speakOf } from "./target-view.js";

/** @typedef {import("./sentences.js").Action} Action */
/** @typedef {import("./muted-list.js").MutedList} MutedList */

/**
 * Mutes or unmutes whom the text says, and shows what comes of it.
 * @param {Action} action
 * @param {string} text an ID or a username
 * @param {MutedList} muted changed at once
 */
export async function act(action, text, muted) {
  await alone((signal) => carryOut(action, text, muted, signal), { canCancel: true });
  drawTarget(muted);
}

/** @param {Action} action @param {string} text @param {MutedList} muted @param {AbortSignal} signal */
async function carryOut(action, text, muted, signal) {
  const exchange = new Exchange(signal);
  let isLast = false;
  begin(action);
  try {
    await askWho(exchange.next());
    const client = clientNow();
    const id = await idOf(text, client, exchange);
    speakOf(id);
    say(doing(action, accountOf(id)), "busy");
    drawTarget(muted);
    isLast = true;
    await client[action](id, exchange.next());
    if (action === "mute") muted.add(client, accountOf(id));
    else muted.remove(client, id);
    say(done(action, handleOf(id), tightest(action)), "done");
  } catch (error) {
    if (!exchange.hasSent) showNoExchange("Nothing was sent.", "So there is no answer.");
    if (signal.aborted && error === signal.reason) say(cancelled(exchange.hasSent, isLast && exchange.hasSentLast), "cancelled");
    else if (!endedBy(error)) refused(action, error);
  }
  exchange.draw();
  byId(action).textContent = toDo(action);
}

/** @param {string} text @param {import("./pkg/client.js").Client} client @param {Exchange} exchange */
async function idOf(text, client, exchange) {
  const { id, username } = readTarget(text);
  if (username === undefined) return id;
  say(lookingFor(username), "busy");
  return (await find(client, username, exchange.next())).id;
}

/** @param {Action} action */
function begin(action) {
  hideError();
  unmarkAll();
  showNoExchange("Nothing has left yet.", "Waiting…");
  byId(action).textContent = doingWord(action);
}

/** @param {Action} action @param {unknown} error */
function refused(action, error) {
  showError(error);
  if (error instanceof Nobody) markTarget(error.message);
  if (error instanceof XError && error.code === "invalid_argument") markNamed(error.message);
  say(failed(action, error), "failed");
}
