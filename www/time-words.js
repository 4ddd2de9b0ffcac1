// @ts-check
import { now } from "./clock.js";

/**
 * The local time of a moment: "14:35", with the day when that is not today.
 * @param {Date} date
 */
export function clockTime(date, today = new Date(now())) {
  const time = date.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
  if (date.toDateString() === today.toDateString()) return time;
  return `${date.toLocaleDateString([], { weekday: "short", day: "numeric", month: "short" })}, ${time}`;
}

/** With the day, whenever it is. @param {Date} date */
export function dayTime(date) {
  return clockTime(date, new Date(0));
}

/**
 * How far off it is: "in 14 min". Rounded up, so that nobody comes back too early.
 * @param {Date} date
 */
export function fromNow(date) {
  const seconds = Math.ceil((date.getTime() - now()) / 1000);
  if (seconds <= 0) return "now";
  if (seconds < 60) return `in ${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `in ${minutes} min`;
  const rest = minutes % 60;
  if (minutes < 24 * 60) return `in ${Math.floor(minutes / 60)} h${rest ? ` ${rest} min` : ""}`;
  const hours = Math.ceil(minutes / 60);
  const days = Math.floor(hours / 24);
  return `in ${days} ${days === 1 ? "day" : "days"}${hours % 24 ? ` ${hours % 24} h` : ""}`;
}

/** @param {number} ms */
export function duration(ms) {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
