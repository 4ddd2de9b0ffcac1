/**
 * The local time of a moment: "14:35", with the day when that is not today.
 *
 * @param {Date | number} moment
 */
export function dayTime(moment, today = new Date()) {
  const date = new Date(moment);
  const time = date.toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
  if (date.toDateString() === today.toDateString()) return time;
  return `${date.toLocaleDateString([], { weekday: "short", day: "numeric", month: "short" })}, ${time}`;
}

/**
 * How far off it is: "in 14 min". Rounded up, so that nobody comes back too early.
 *
 * @param {Date | number} moment
 */
export function fromNow(moment, now = Date.now()) {
  const seconds = Math.ceil((Number(moment) - now) / 1000);
  if (seconds <= 0) return "now";
  if (seconds < 60) return `in ${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `in ${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `in ${hours} h${minutes % 60 ? ` ${minutes % 60} min` : ""}`;
  const days = Math.floor(hours / 24);
  return `in ${days} ${days === 1 ? "day" : "days"}${hours % 24 ? ` ${hours % 24} h` : ""}`;
}
