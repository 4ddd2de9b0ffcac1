import { contain } from "../contain.js";
import { utf8 } from "./crypto.js";

/** How many people Rust takes at once: a page can wait for so many. */
const PART = 50_000;

/** The longest ID or username, with `@`, in characters. */
const LONGEST = 19;

/** How much of a text that is no ID or username is told of, in characters. */
const MAX_SHOWN = 100;

/** What Rust is given to make a plan, and the entries of the plan. */
export class Planning {
  mute = [];
  unmute = [];
  skipped = [];
  /** Entries for what is no ID and no username. */
  invalids = [];
  exact = false;
  skipFollowing = false;
  skipFollowers = false;
  /** The head of the earlier plan that is to go on, if there is one. */
  partial = undefined;
  /** How many people are given by ID. */
  count = 0;
  /** The ID of the user whose plan it is, and what is known of X's limits: set before Rust is entered. */
  source = "";
  muteLimits = [];
  unmuteLimits = [];
  #lists;
  #at = 0;
  /** The texts that Rust was given last, and the name of what they should be. */
  #given;
  #givenName;
  #steps;

  /**
   * @param {{ version: unknown, userId: unknown, wanted: unknown, steps: string[] }} [partial] where an earlier plan was cut short
   * @param {[kind: string, texts: string[]][]} lists who is wanted, by the kinds of src/exports/plan.rs
   * @param {{ exact: boolean, following: boolean, followers: boolean }} rules the last two are who is to be left out
   */
  constructor(partial, lists, { exact, following, followers }) {
    this.exact = exact;
    this.skipFollowing = following;
    this.skipFollowers = followers;
    this.partial = partial && { version: partial.version, userId: partial.userId, wanted: partial.wanted };
    this.#steps = partial ? partial.steps.values() : [].values();
    this.#lists = lists;
    this.count = lists.reduce((sum, [kind, texts]) => sum + (isByName(kind) ? 0 : texts.length), 0);
  }

  /** The next people of a list, with commas between, in UTF-8: bytes cross sooner than a string. */
  nextPeople() {
    while (this.#lists.length > 0) {
      const [kind, texts] = this.#lists[0];
      this.#given = texts.slice(this.#at, this.#at + PART);
      this.#at += PART;
      if (this.#at >= texts.length) {
        this.#lists.shift();
        this.#at = 0;
      }
      if (this.#given.length === 0) continue;
      this.#givenName = isByName(kind) ? "username" : "id";
      return { __proto__: null, kind, people: utf8(this.#given.map(field).join()) };
    }
    return undefined;
  }

  /** @param {Uint32Array} places of what is no ID or no username among those that were given last */
  rejectPeople(places) {
    for (const place of places) this.invalids.push({ [this.#givenName]: this.#given[place].slice(0, MAX_SHOWN), why: "invalid" });
  }

  nextStep() {
    return this.#steps.next().value;
  }

  /** Takes a part of the plan, as src/bulk/plan/written.rs describes it. */
  addPart(json) {
    const { mute, unmute, skipped } = JSON.parse(json);
    add(this.mute, mute);
    add(this.unmute, unmute);
    add(this.skipped, skipped);
  }
}

contain(Planning.prototype, { nextPeople: undefined, rejectPeople: undefined, nextStep: undefined, addPart: undefined });

function isByName(kind) {
  return kind.endsWith("ByName");
}

/** Nothing in place of what is no ID and no username, and could be taken for two. */
function field(text) {
  return text.length > LONGEST || text.includes(",") ? "" : text;
}

function add(entries, { ids, usernames, whys }) {
  for (let at = 0; at < ids.length; at += 1) {
    const username = usernames[at] || undefined;
    entries.push(whys.length === 0 ? entry(ids[at], username) : skippedEntry(ids[at], username, whys[at]));
  }
}

/** With what is known of it; a literal has no member of what some library has put on Object.prototype. */
function entry(id, username) {
  if (id === null) return { username };
  return username === undefined ? { id } : { id, username };
}

function skippedEntry(id, username, why) {
  if (id === null) return { username, why };
  return username === undefined ? { id, why } : { id, username, why };
}
