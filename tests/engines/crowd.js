// Worlds with many people on a list.
import { world } from "../support/world.js";
import { idsFrom } from "./workload.js";

/** The lists of users: the client's method, which has the name of the endpoint, and what sets the list in the stand-in. */
export const USER_LISTS = [
  { name: "muted", control: "mutes" },
];

/** A world with `count` accounts on a list, a client there, and `listed()`, which lists them. */
export async function crowd(env, assert, count, options, list = USER_LISTS[0]) {
  const api = await import(env.pkg + env.clientEntry);
  const here = await world(env.xServer, `${env.engine} ${assert.test.testId}`);
  const { baseUrl, token, me, control, requests } = here;
  const ids = idsFrom(count);
  if (count > 0) await control("POST", "accounts", { generate: { count, first_id: ids[0] } });
  await control("PUT", `${list.control}/${me}`, { ids });
  const client = new api.Client({ auth: token, userId: me, baseUrl, clock: here.clock, maxRetries: 0, ...options });
  const listed = (given) => client[list.name](given);
  return { ...api, ...here, ids, client, listed, sent: async () => (await requests()).length };
}

/** Registers tests for each list of users. */
export function forEachList(QUnit, register) {
  for (const list of USER_LISTS) QUnit.module(list.name, () => register(list));
}

/** Such a world in which plans are made. */
export async function planned(env, assert, count = 0, options = {}) {
  const here = await crowd(env, assert, count, options);
  const { control, requests, baseUrl } = here;
  /** What was asked for, in short. */
  const asked = async () => (await requests()).map(({ method, path }) => {
    const { pathname, searchParams } = new URL(path, baseUrl);
    const people = (searchParams.get("ids") ?? searchParams.get("usernames"))?.split(",").length;
    return `${method} ${pathname.split("/2/")[1].replace(here.me, "me")} ${people ?? searchParams.get("max_results")}`;
  });
  /** Some who are not muted, whose IDs follow one another; gives these. */
  const strangers = async (count) => {
    const ids = Array.from({ length: count }, (_, at) => String(8_000_000_000_000_500_000n + BigInt(at)));
    await control("POST", "accounts", { generate: { count, first_id: ids[0] } });
    return ids;
  };
  return { ...here, asked, strangers };
}

/** The IDs of a list. */
export async function idsOf(list) {
  const found = [];
  for await (const { id } of list) found.push(id);
  return found;
}
