// @ts-check
import { byId, codeBlock, facts, make } from "./dom.js";
import { indented } from "./json-text.js";
import { duration } from "./time-words.js";

/** HTTP/2 sends no status text. @type {Record<number, string>} */
const NAMES = {
  200: "OK", 400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found",
  409: "Conflict", 429: "Too Many Requests", 500: "Internal Server Error", 502: "Bad Gateway",
  503: "Service Unavailable", 504: "Gateway Timeout",
};

const section = byId("answer");
const content = section.querySelector(".content");

/** @param {boolean} busy */
export function setAnswerBusy(busy) {
  section.setAttribute("aria-busy", String(busy));
}

/** @param {string} text */
export function showNoAnswer(text) {
  content.replaceChildren(make("p", { class: "note" }, text));
}

/**
 * @param {import("./recorder.js").Attempt[]} attempts at least one
 * @param {boolean} cancelled
 */
export function showAnswer(attempts, cancelled) {
  const last = attempts[attempts.length - 1];
  const many = attempts.length > 1;
  const parts = attempts.slice(0, -1).map((attempt, index) => earlier(attempt, index + 1));
  if (many) parts.push(make("h3", {}, `Attempt ${attempts.length}`));
  parts.push(statusLine(last, cancelled), ...details(last, "X’s answer, body"));
  content.replaceChildren(...parts);
}

/**
 * @param {import("./recorder.js").Attempt} attempt
 * @param {number} number
 */
function earlier(attempt, number) {
  const text = `Attempt ${number}: ${statusText(attempt, false)}`;
  const inside = details(attempt, `Attempt ${number}, body`);
  if (inside.length === 0) return make("p", { class: "earlier" }, text);
  return make("details", { class: "earlier" }, make("summary", {}, text), ...inside);
}

/**
 * @param {import("./recorder.js").Attempt} attempt
 * @param {boolean} cancelled
 */
function statusLine(attempt, cancelled) {
  const kind = attempt.status === undefined ? "none" : attempt.status < 300 ? "good" : "bad";
  return make("p", { class: "line", "data-kind": kind }, statusText(attempt, cancelled));
}

/**
 * @param {import("./recorder.js").Attempt} attempt
 * @param {boolean} cancelled
 */
function statusText(attempt, cancelled) {
  const { status, failure } = attempt;
  if (status !== undefined) return [status, NAMES[status]].filter(Boolean).join(" ");
  if (cancelled) return "Cancelled before an answer came";
  return failure ? `No answer (${failure.message})` : "Waiting for X…";
}

/**
 * @param {import("./recorder.js").Attempt} attempt
 * @param {string} label
 */
function details(attempt, label) {
  if (attempt.status === undefined) return [];
  const ms = attempt.info?.durationMs ?? attempt.ms;
  const list = facts([
    ["time", ms === undefined ? undefined : duration(ms)],
    ["transaction", attempt.info?.transactionId ?? attempt.transactionId],
  ]);
  if (attempt.body === undefined) {
    return attempt.failure ? [list, make("p", { class: "note" }, "The body did not arrive.")] : [list];
  }
  return [list, attempt.body ? codeBlock(label, indented(attempt.body)) : make("p", { class: "note" }, "The body is empty.")];
}
