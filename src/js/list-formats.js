import { idText, invalid, items, kindOf, text } from "./options.js";
import { run } from "./run.js";

/** The encodings that a byte order mark tells, by its first two bytes; without one it is UTF-8. */
const ENCODINGS = { 0xfeff: "utf-16be", 0xfffe: "utf-16le" };

/** Reads a list of people. */
export function parseList(list) {
  return run(() => [{ text: decoded(list) }, "parse_list"]);
}

/** Writes one. */
export function formatList(people, format) {
  return run(() => [{ people: entries(people).join(), format: text("format", format) }, "format_list"]);
}

function decoded(list) {
  if (typeof list === "string") return list;
  try {
    // A copy: what is shared with others is not decoded.
    if (ArrayBuffer.isView(list) && list.BYTES_PER_ELEMENT === 1) {
      const bytes = new Uint8Array(list);
      return new TextDecoder(ENCODINGS[bytes[0] << 8 | bytes[1]]).decode(bytes);
    }
  } catch {
    // More than a string can hold, or transferred elsewhere.
  }
  throw invalid(`text must be a string or a Uint8Array; it was ${kindOf(list)}`);
}

/** An ID and a username of each; one of them may be empty. What has a comma in it, Rust refuses for the space. */
function entries(people) {
  if (people === undefined) throw invalid("people must be a list; it was undefined");
  const { ids, usernames } = people ?? {};
  const users = ids === undefined && usernames === undefined ? items("people", people) : [
    ...items("ids", ids).map((id) => ({ id })),
    ...items("usernames", usernames).map((username) => ({ username })),
  ];
  return users.flatMap((user) => {
    const { id, username } = user ?? {};
    if (id === undefined && username === undefined) throw invalid("each of people must have an id or a username");
    return [
      id === undefined ? "" : idText("each of ids", id),
      username === undefined ? "" : text("each of usernames", username),
    ].map((field) => field.replaceAll(",", " "));
  });
}
