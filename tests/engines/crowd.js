// Worlds with many who are muted.
import { world } from "../support/world.js";
import { idsFrom } from "./workload.js";

/** A world with `count` accounts that are muted, and a client there. */
export async function crowd(env, assert, count, options) {
  const api = await import(env.pkg + env.clientEntry);
  const here = await world(env.xServer, `${env.engine} ${assert.test.testId}`);
  const { baseUrl, token, me, control, requests } = here;
  const ids = idsFrom(count);
  if (count > 0) await control("POST", "accounts", { generate: { count, first_id: ids[0] } });
  await control("PUT", `mutes/${me}`, { ids });
  const client = new api.Client({ auth: token, userId: me, baseUrl, clock: here.clock, maxRetries: 0, ...options });
  return { ...api, ...here, ids, client, sent: async () => (await requests()).length };
}

/** The IDs of a list. */
export async function idsOf(list) {
  const found = [];
  for await (const { id } of list) found.push(id);
  return found;
}
