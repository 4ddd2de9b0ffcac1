// The stand-in's default world: whose account it is, and how it is made ready. Not a world by name: twitter-api-v2 knows
// only one address.

const { X_SERVER } = process.env;

/** The account whose token it is, and somebody else. */
export const ACCOUNT = { token: "stand-in-token", userId: "2244994945" };
export const TARGET = "1234567890123456789";

async function control(method, path, body) {
  const response = await fetch(`${X_SERVER}/control/${path}`, { method, body: JSON.stringify(body) });
  // A body that is not read keeps its connection, and this process with it.
  const answer = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${answer}`);
}

/** A new world where nobody meets a limit. */
export async function unlimited() {
  await control("POST", "reset", {});
  for (const endpoint of ["mute", "muted"]) await control("POST", "limits", { endpoint, limit: 10_000_000 });
}

/** The same, with so many accounts that are muted; gives the ID of one. */
export async function crowded(count) {
  await unlimited();
  const first = 7_000_000_000_000_000_000n;
  await control("POST", "accounts", { generate: { count, first_id: String(first) } });
  const ids = Array.from({ length: count }, (_, at) => String(first + BigInt(at)));
  await control("PUT", `mutes/${ACCOUNT.userId}`, { ids });
  return ids[0];
}
