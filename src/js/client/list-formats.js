// @ts-check
import { contain } from "../contain.js";
import { flag, idText, invalid, items, kindOf, NONE, optionsOf, text, TOO_LONG } from "../options.js";
import { members } from "../own.js";
import { utf8 } from "./crypto.js";
import { run } from "./module.js";

/** @import { ListEntry } from "x-mutes/client" */

/** What all typed arrays inherit: an own member of one may say anything of its size. */
const TYPED_ARRAY = Object.getPrototypeOf(Object.getPrototypeOf(new Uint8Array()));

/** The largest list that is read, in UTF-16 units or bytes: a million people by ID and username. */
const MAX_LENGTH = 32 * 1024 * 1024;

/** The entries of a list, as Rust gives them: some at a time. */
export class Parsing {
  ids = /** @type {string[]} */ ([]);
  usernames = /** @type {string[]} */ ([]);
  entries = /** @type {ListEntry[]} */ ([]);

  /** @param {string} ids with commas between */
  addIds(ids) {
    for (const id of ids.split(",")) {
      this.ids.push(id);
      this.entries.push({ id });
    }
  }

  /** @param {string} usernames with commas between */
  addUsernames(usernames) {
    for (const username of usernames.split(",")) {
      this.usernames.push(username);
      this.entries.push({ username });
    }
  }

  /** @param {string} json */
  addEntries(json) {
    for (const entry of JSON.parse(json)) {
      if (Object.hasOwn(entry, "id")) this.ids.push(entry.id);
      else this.usernames.push(entry.username);
      this.entries.push(entry);
    }
  }
}

contain(Parsing.prototype, { addIds: undefined, addUsernames: undefined, addEntries: undefined });

/**
 * Reads a list of people.
 *
 * @type {typeof import("x-mutes/client").parseList}
 */
export async function parseList(list, options) {
  const authors = flag("authors", optionsOf("options", options, ["authors"]).authors) === 1;
  const bytes = typeof list === "string" ? encoded(list) : await bytesOf(list);
  const parsing = new Parsing();
  const others = await run(() => ({ options: NONE, name: "parse_list", args: [bytes, typeof list === "string", authors, parsing] }));
  const { ids, usernames, entries } = parsing;
  return { ids, usernames, entries, ...others };
}

/**
 * Writes one.
 *
 * @type {typeof import("x-mutes/client").formatList}
 */
export function formatList(people, format) {
  return run(() => ({ options: NONE, name: "format_list", args: [entries(people).join(), text("format", format)] }));
}

/** @param {string} text */
function encoded(text) {
  demandSize(text.length);
  return utf8(text);
}

/**
 * A copy of the bytes of a typed array, a Blob or a File: Rust says what encoding they are in.
 *
 * @param {unknown} list
 */
async function bytesOf(list) {
  const size = sizeOf(list);
  if (size !== undefined) {
    demandSize(size);
    try {
      return new Uint8Array(ArrayBuffer.isView(list) ? /** @type {Uint8Array} */ (list) : await /** @type {Blob} */ (list).arrayBuffer());
    } catch {
      // Transferred elsewhere, or a file that was changed since.
    }
  }
  throw invalid(`list must be a string, a Uint8Array, a Blob or a File that can be read; it was ${kindOf(list)}`);
}

/**
 * In bytes; undefined where it is neither an array of bytes nor a Blob.
 *
 * @param {unknown} list
 * @returns {number | undefined}
 */
function sizeOf(list) {
  try {
    if (!ArrayBuffer.isView(list)) return Reflect.get(Blob.prototype, "size", list);
    const view = /** @type {Uint8Array} */ (list);
    return view.BYTES_PER_ELEMENT === 1 ? Reflect.get(TYPED_ARRAY, "byteLength", view) : undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} size */
function demandSize(size) {
  if (size > MAX_LENGTH) throw invalid(`list must have ${MAX_LENGTH} characters or bytes at most; it had ${size}: split it`);
}

/**
 * An ID and a username of each; one of them may be empty. What has a comma in it, Rust refuses for the space.
 *
 * @param {unknown} people
 */
function entries(people) {
  if (people === undefined) throw invalid("people must be a list; it was undefined: give users, or { ids, usernames }");
  return usersOf(people).flatMap((user) => {
    const { id, username } = members(user, ["id", "username"]);
    if (id === undefined && username === undefined) throw invalid("each of people must have an id or a username");
    return [
      id === undefined ? "" : idText("each of ids", id),
      username === undefined ? "" : text("each of usernames", username).slice(0, TOO_LONG),
    ].map((field) => field.replaceAll(",", " "));
  });
}

/**
 * Users, or those of a list that was read, or of IDs and usernames. Arrays have a method that is called entries.
 *
 * @param {unknown} people
 * @returns {unknown[]}
 */
function usersOf(people) {
  const { ids, usernames } = members(people, ["ids", "usernames"]);
  if (ids === undefined && usernames === undefined) return items("people", people);
  const { entries } = members(people, ["entries"]);
  if (entries !== undefined) return items("entries", entries);
  return [
    ...items("ids", ids).map((id) => ({ __proto__: null, id })),
    ...items("usernames", usernames).map((username) => ({ __proto__: null, username })),
  ];
}
