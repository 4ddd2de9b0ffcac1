import { MOST_PEOPLE } from "./given.js";
import { Problem } from "./problem.js";
import { readAll } from "./read-all.js";
import { TimeLimit } from "./time-limit.js";

/** How deep the JSON of a page may nest: a plan goes to three. */
const DEEPEST = 8;

/** The most values of it: of each entry of a plan there are an object and two texts; some are left for the rest. */
const MOST_VALUES = 4 * MOST_PEOPLE;

/** The body of a request, of `most` bytes at most, whatever its length was said to be, and within the time for it. */
export async function readBody(request, most, { bodyTimeoutMs }) {
  const tooLarge = new Problem(413, `the body must have ${most} bytes at most`);
  if (Number(request.headers.get("content-length")) > most) throw tooLarge;
  const limit = new TimeLimit(bodyTimeoutMs);
  const reader = request.body?.getReader();
  try {
    const whole = reader === undefined ? new Blob() : await readAll(reader, most, tooLarge, limit);
    return await whole.arrayBuffer();
  } catch (thrown) {
    if (thrown instanceof Problem) throw thrown;
    if (limit.isOver) throw new Problem(408, `the body must be here within ${bodyTimeoutMs / 1000} s`);
    // Whoever sent it is gone.
    throw new Problem(400, "the body broke off");
  } finally {
    limit.end();
    reader?.cancel().catch(() => {});
  }
}

/** Refuses a body of another type. */
export function demandType(request, type) {
  const [given] = (request.headers.get("content-type") ?? "").toLowerCase().split(";");
  if (given.trim() !== type) throw new Problem(415, `the content-type must be ${type}`);
}

/** A body as JSON. */
export async function readJson(request, most, settings) {
  demandType(request, "application/json");
  const bytes = new Uint8Array(await readBody(request, most, settings));
  demandModest(bytes);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Problem(400, "the body must be JSON");
  }
}

/** Refuses JSON of more values than it may have, or nested deeper, before it is parsed: a byte can become dozens. */
function demandModest(bytes) {
  const [quote, backslash, comma] = [..."\"\\,"].map((char) => char.charCodeAt(0));
  const [open, close] = ["[{", "]}"].map((chars) => [...chars].map((char) => char.charCodeAt(0)));
  let [depth, values, isInText] = [0, 0, false];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (isInText) {
      if (byte === backslash) at += 1;
      else if (byte === quote) isInText = false;
    } else if (byte === quote) isInText = true;
    else if (byte === comma) values += 1;
    else if (open.includes(byte)) {
      depth += 1;
      values += 1;
    } else if (close.includes(byte)) depth -= 1;
    if (depth > DEEPEST) throw new Problem(400, `the body must nest ${DEEPEST} deep at most`);
    if (values > MOST_VALUES) throw new Problem(400, `the body must have ${MOST_PEOPLE} people at most, and no more values than they take`);
  }
}
