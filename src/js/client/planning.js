// @ts-check
import { contain } from "../contain.js";
import { utf8 } from "./crypto.js";

/**
 * @import { PlanEntry, SkippedEntry } from "x-mutes/client"
 * @import { EntryTexts, PlainLimit, WantedKind, WantedList } from "./types.d.ts"
 * @import { ReadPartial } from "./plan-course.js"
 */

/**
 * Entries of a plan, column by column, as src/bulk/plan/written.rs describes them.
 *
 * @typedef {{ ids: (string | null)[], usernames: string[], whys: SkippedEntry["why"][] }} Columns
 */

/** How many people Rust takes at once: a page can wait for so many. */
const PART = 50_000;

/** The longest ID or username, with `@`, in characters. */
const LONGEST = 19;

/** How much of a text that is no ID or username is told of, in characters. */
const MAX_SHOWN = 100;

/** What Rust is given to make a plan, and the entries of the plan. */
export class Planning {
  mute = /** @type {PlanEntry[]} */ ([]);
  unmute = /** @type {PlanEntry[]} */ ([]);
  skipped = /** @type {SkippedEntry[]} */ ([]);
  /** Entries for what is no ID, no username and no entry. */
  invalids = /** @type {SkippedEntry[]} */ ([]);
  exact = false;
  skipFollowing = false;
  skipFollowers = false;
  /** The head of the earlier plan that is to go on, if there is one. */
  partial = /** @type {ReadPartial["head"] | undefined} */ (undefined);
  /** How many people are given by ID, with or without a username. */
  count = 0;
  /** The ID of the user whose plan it is, and what is known of X's limits: set before Rust is entered. */
  source = "";
  muteLimits = /** @type {PlainLimit[]} */ ([]);
  unmuteLimits = /** @type {PlainLimit[]} */ ([]);
  #lists;
  #at = 0;
  /** What Rust was given last. */
  #given = /** @type {WantedList} */ (["mute", []]);
  #steps;

  /**
   * @param {ReadPartial | undefined} partial where an earlier plan was cut short
   * @param {WantedList[]} lists who is wanted
   * @param {{ exact: boolean, following: boolean, followers: boolean }} rules the last two are who is to be left out
   */
  constructor(partial, lists, { exact, following, followers }) {
    this.exact = exact;
    this.skipFollowing = following;
    this.skipFollowers = followers;
    this.partial = partial?.head;
    this.#steps = (partial?.steps ?? []).values();
    this.#lists = lists;
    this.count = lists.reduce((sum, [kind, list]) => sum + (isByName(kind) ? 0 : list.length), 0);
  }

  /** The next people of a list, with commas between, in UTF-8: bytes cross sooner than a string. */
  nextPeople() {
    while (this.#lists.length > 0) {
      const [kind, list] = this.#lists[0];
      const given = list.slice(this.#at, this.#at + PART);
      this.#at += PART;
      if (this.#at >= list.length) {
        this.#lists.shift();
        this.#at = 0;
      }
      if (given.length === 0) continue;
      this.#given = [kind, given];
      return { __proto__: null, kind, people: utf8(given.map(fieldsOf).join()) };
    }
    return undefined;
  }

  /** @param {Uint32Array} places of what is no ID, no username or no entry among those that were given last */
  rejectPeople(places) {
    const [kind, given] = this.#given;
    for (const place of places) {
      const { id, roundedId, username } = asEntry(kind, given[place]);
      const [shownId, shownUsername] = [id ?? roundedId, username].map((text) => text?.slice(0, MAX_SHOWN));
      this.invalids.push(skippedEntry(shownId ?? null, shownUsername, "invalid"));
    }
  }

  nextStep() {
    return this.#steps.next().value;
  }

  /**
   * Takes a part of the plan.
   *
   * @param {string} json
   */
  addPart(json) {
    const { mute, unmute, skipped } = /** @type {Record<"mute" | "unmute" | "skipped", Columns>} */ (JSON.parse(json));
    add(this.mute, mute);
    add(this.unmute, unmute);
    add(this.skipped, skipped);
  }
}

contain(Planning.prototype, { nextPeople: undefined, rejectPeople: undefined, nextStep: undefined, addPart: undefined });

/** @param {WantedKind} kind */
function isByName(kind) {
  return kind.endsWith("ByName");
}

/**
 * What was given as an entry.
 *
 * @param {WantedKind} kind
 * @param {string | EntryTexts} given
 * @returns {EntryTexts}
 */
function asEntry(kind, given) {
  if (typeof given !== "string") return given;
  return isByName(kind) ? { __proto__: null, username: given } : { __proto__: null, id: given };
}

/**
 * An ID, a username, or the fields of an entry in the order of src/bulk/plan/entries.rs; a question mark in place of what an entry has
 * and is no ID and no username.
 *
 * @param {string | EntryTexts} given
 */
function fieldsOf(given) {
  if (typeof given === "string") return field(given);
  const { id, roundedId, username } = given;
  return [id, roundedId, username].map((text) => (text === undefined ? "" : field(text) || "?")).join();
}

/**
 * Nothing in place of what is no ID and no username, and could be taken for two.
 *
 * @param {string} text
 */
function field(text) {
  return text.length > LONGEST || text.includes(",") ? "" : text;
}

/** @param {object[]} entries takes a PlanEntry, or a SkippedEntry if there is a reason, for each row @param {Columns} columns */
function add(entries, { ids, usernames, whys }) {
  for (let at = 0; at < ids.length; at += 1) {
    const username = usernames[at] || undefined;
    entries.push(whys.length === 0 ? entry(ids[at], username) : skippedEntry(ids[at], username, whys[at]));
  }
}

/**
 * With what is known of it; a literal has no member of what some library has put on Object.prototype.
 *
 * @param {string | null} id
 * @param {string | undefined} username
 */
function entry(id, username) {
  if (id === null) return { username };
  return username === undefined ? { id } : { id, username };
}

/** @param {string | null} id @param {string | undefined} username @param {SkippedEntry["why"]} why */
function skippedEntry(id, username, why) {
  if (id === null) return username === undefined ? { why } : { username, why };
  return username === undefined ? { id, why } : { id, username, why };
}
