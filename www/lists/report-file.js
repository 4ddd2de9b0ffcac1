// @ts-check
import { make } from "../dom.js";

/** How long a browser has to begin with the file, in milliseconds. */
const KEPT_MS = 60_000;

/** @param {string} name @param {string} csv */
export function saveCsv(name, csv) {
  const href = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS);
}
