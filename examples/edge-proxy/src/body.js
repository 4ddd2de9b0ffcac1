import { Problem } from "./problem.js";

/** The body of a request, of `most` bytes at most, whatever its length was said to be. */
export async function readBody(request, most) {
  const tooLarge = new Problem(413, `the body must have ${most} bytes at most`);
  if (Number(request.headers.get("content-length")) > most) throw tooLarge;
  const chunks = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > most) throw tooLarge;
    chunks.push(chunk);
  }
  return new Blob(chunks).arrayBuffer();
}

/** Refuses a body of another type. */
export function demandType(request, type) {
  const [given] = (request.headers.get("content-type") ?? "").toLowerCase().split(";");
  if (given.trim() !== type) throw new Problem(415, `the content-type must be ${type}`);
}

/** A body as JSON. */
export async function readJson(request, most) {
  demandType(request, "application/json");
  const bytes = await readBody(request, most);
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Problem(400, "the body must be JSON");
  }
}
