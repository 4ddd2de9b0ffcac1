// @ts-check
import { contain } from "../contain.js";
import { idText, invalid, items, kindOf, NONE, text, TOO_LONG } from "../options.js";
import { members } from "../own.js";
import { utf8 } from "./crypto.js";
import { run } from "./module.js";

/** The encodings that a byte order mark tells, by its first two bytes; without one it is UTF-8. */
const ENCODINGS = /** @type {Record<number, string> & { __proto__: null }} */ ({ __proto__: null, 0xfeff: "utf-16be", 0xfffe: "utf-16le" });

/** What all typed arrays inherit: an own member of one may say anything of its size. */
const TYPED_ARRAY = Object.getPrototypeOf(Object.getPrototypeOf(new Uint8Array()));

/** The largest list that is read, in UTF-16 units or bytes: a million people by ID and username. */
const MAX_LENGTH = 32 * 1024 * 1024;

/** The accounts of a list, as Rust gives them: some at a time. */
export class Parsing {
  ids = /** @type {string[]} */ ([]);
  usernames = /** @type {string[]} */ ([]);

  /** @param {string} json */
  addIds(json) {
    for (const id of JSON.parse(json)) this.ids.push(id);
  }

  /** @param {string} json */
  addUsernames(json) {
    for (const username of JSON.parse(json)) this.usernames.push(username);
  }
}

contain(Parsing.prototype, { addIds: undefined, addUsernames: undefined });

/**
 * Reads a list of people.
 *
 * @type {typeof import("x-mutes/client").parseList}
 */
export async function parseList(list) {
  const parsing = new Parsing();
  const others = await run(() => ({ options: NONE, name: "parse_list", args: [utf8(decoded(list)), parsing] }));
  return { ids: parsing.ids, usernames: parsing.usernames, ...others };
}

/**
 * Writes one.
 *
 * @type {typeof import("x-mutes/client").formatList}
 */
export function formatList(people, format) {
  return run(() => ({ options: NONE, name: "format_list", args: [entries(people).join(), text("format", format)] }));
}

/** @param {unknown} list */
function decoded(list) {
  if (typeof list === "string") {
    demandSize(list.length);
    return list;
  }
  const view = /** @type {Uint8Array} */ (list);
  const size = ArrayBuffer.isView(list) && view.BYTES_PER_ELEMENT === 1 ? sizeOf(view) : undefined;
  if (size !== undefined) {
    demandSize(size);
    try {
      // A copy: what is shared with others is not decoded.
      const bytes = new Uint8Array(view);
      return new TextDecoder(ENCODINGS[bytes[0] << 8 | bytes[1]]).decode(bytes);
    } catch {
      // More than a string can hold, or transferred elsewhere.
    }
  }
  throw invalid(`text must be a string or a Uint8Array; it was ${kindOf(list)}`);
}

/**
 * In bytes; undefined where it is no typed array.
 *
 * @param {Uint8Array} list
 * @returns {number | undefined}
 */
function sizeOf(list) {
  try {
    return Reflect.get(TYPED_ARRAY, "byteLength", list);
  } catch {
    return undefined;
  }
}

/** @param {number} size */
function demandSize(size) {
  if (size > MAX_LENGTH) throw invalid(`text must have ${MAX_LENGTH} characters or bytes at most; it had ${size}: split it`);
}

/**
 * An ID and a username of each; one of them may be empty. What has a comma in it, Rust refuses for the space.
 *
 * @param {unknown} people
 */
function entries(people) {
  if (people === undefined) throw invalid("people must be a list; it was undefined");
  const { ids, usernames } = members(people, ["ids", "usernames"]);
  const users = ids === undefined && usernames === undefined ? items("people", people) : [
    ...items("ids", ids).map((id) => ({ __proto__: null, id })),
    ...items("usernames", usernames).map((username) => ({ __proto__: null, username })),
  ];
  return users.flatMap((user) => {
    const { id, username } = members(user, ["id", "username"]);
    if (id === undefined && username === undefined) throw invalid("each of people must have an id or a username");
    return [
      id === undefined ? "" : idText("each of ids", id),
      username === undefined ? "" : text("each of usernames", username).slice(0, TOO_LONG),
    ].map((field) => field.replaceAll(",", " "));
  });
}
