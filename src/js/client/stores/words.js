// @ts-check
import { member } from "../../own.js";

/** How much of a store's words an error repeats, and how much is looked at, in UTF-16 units. */
const MAX_WORDS = 200;
const MAX_READ = 2000;

/** A longer word may be a part of what is stored, which has tokens in it; not one with letters and marks of prose only. */
const LONG_WORD = /(?![A-Za-z_.,:;']+(?!\S))\S{21,}/g;

/**
 * What a store says of its failure, after a colon and without words that may be secrets; empty if it says nothing.
 *
 * @param {unknown} thrown by the store
 */
export function wordsOf(thrown) {
  try {
    const [name, message] = typeof thrown === "string" ? [undefined, thrown] : [member(thrown, "name"), member(thrown, "message")];
    const words = [name === "Error" ? undefined : name, message].filter((text) => typeof text === "string" && text !== "").join(": ");
    return words && `: ${words.slice(0, MAX_READ).replace(LONG_WORD, "[…]").slice(0, MAX_WORDS)}`;
  } catch {
    // A getter that throws.
    return "";
  }
}
