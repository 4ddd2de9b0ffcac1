// @ts-check
import { now } from "./clock.js";
import { byId, make } from "./dom.js";
import { clockTime, fromNow } from "./time-words.js";

/** @typedef {{ scope: string, limit: number, remaining: number, resetAt: Date }} RateLimit */

const MOST_TICKS = 60;
const SOON_MS = 250;
const SVG = "http://www.w3.org/2000/svg";
/** @type {Record<string, string>} */
const SCOPES = { "user-15min": "", "user-24h": "in 24 hours", "app-24h": "in 24 hours, whole app" };
const TITLES = { mute: "Mutes", unmute: "Unmutes" };

const content = byId("limits").querySelector(".content");

/** @type {Record<string, { limits: RateLimit[], answered: boolean }>} */
let seen;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let soon;
forgetLimits();
setInterval(show, 10_000);

/** Limits belong to an account: another account's are unknown again. */
export function forgetLimits() {
  seen = { mute: { limits: [], answered: false }, unmute: { limits: [], answered: false } };
  show();
}

/** @param {string} endpoint @param {RateLimit[]} limits */
export function noteLimits(endpoint, limits) {
  noteLimitsSoon(endpoint, limits);
  show();
}

/** The same, where answers come faster than they can be read. @param {string} endpoint @param {RateLimit[]} limits */
export function noteLimitsSoon(endpoint, limits) {
  if (!Object.hasOwn(seen, endpoint)) return;
  seen[endpoint].answered = true;
  // An answer of a gateway has no limits in it; what X said before still holds.
  if (limits.length > 0) seen[endpoint].limits = limits;
  soon ??= setTimeout(show, SOON_MS);
}

/** The limit that runs out first. @param {string} endpoint */
export function tightest(endpoint) {
  return seen[endpoint].limits.reduce(
    (/** @type {RateLimit | undefined} */ least, limit) => (least && least.remaining <= limit.remaining ? least : limit),
    undefined,
  );
}

function show() {
  clearTimeout(soon);
  soon = undefined;
  content.replaceChildren(...Object.entries(TITLES).flatMap(([endpoint, title]) => {
    const { limits, answered } = seen[endpoint];
    return limits.length > 0 ? limits.map((limit) => row(title, limit)) : [unknownRow(title, answered)];
  }));
}

/** @param {string} title @param {boolean} answered */
function unknownRow(title, answered) {
  const why = answered ? "The answer carried no limits." : "Known after the first answer.";
  return make("div", { class: "limit" },
    make("p", { class: "count" }, make("span", { class: "what" }, title), make("span", {}, "unknown")),
    meter(0, 1),
    make("p", { class: "until" }, why));
}

/** @param {string} title @param {RateLimit} limit */
function row(title, { scope, limit, remaining, resetAt }) {
  const what = [title, SCOPES[scope] ?? scope].filter(Boolean).join(" ");
  const over = resetAt.getTime() <= now();
  return make("div", { class: "limit", "data-scope": scope },
    make("p", { class: "count" },
      make("span", { class: "what" }, what),
      over ? make("span", {}, "unknown") : make("span", {}, make("b", {}, String(remaining)), ` of ${limit}`)),
    over ? meter(0, 1) : meter(remaining, limit),
    make("p", { class: "until" },
      over ? `The window ended at ${clockTime(resetAt)}.` : `until ${clockTime(resetAt)}, ${fromNow(resetAt)}`));
}

/** One tick a call while they can be told apart; the text beside it says the same. @param {number} value @param {number} most */
function meter(value, most) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", most > 1 && most <= MOST_TICKS ? "meter ticks" : "meter");
  svg.setAttribute("aria-hidden", "true");
  const part = Math.max(0, Math.min(1, value / (most || 1)));
  svg.append(bar("track", 1, most), ...(part > 0 ? [bar("fill", part, value)] : []));
  return svg;
}

/** @param {string} name @param {number} part @param {number} ticks */
function bar(name, part, ticks) {
  const line = document.createElementNS(SVG, "line");
  line.setAttribute("class", name);
  line.setAttribute("x1", "0");
  line.setAttribute("x2", `${part * 100}%`);
  line.setAttribute("y1", "50%");
  line.setAttribute("y2", "50%");
  line.setAttribute("pathLength", String(ticks));
  return line;
}
