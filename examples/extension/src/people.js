// One account is muted or unmuted.
import { readAccount, withClient } from "./account.js";
import { keepOutcome } from "./outcome.js";
import { plain, Problem } from "./problem.js";

/**
 * Mutes or unmutes somebody; never rejects. The outcome is kept until somebody has seen it.
 *
 * @param {"mute" | "unmute"} action
 * @param {{ id?: string, username?: string } | undefined} who
 */
export async function change(action, who) {
  return keepOutcome(await done(action, who).catch((error) => ({ action, who, error: plain(error) })));
}

async function done(action, who) {
  if (who === undefined) throw new Problem("not_understood");
  return withClient(async (client) => {
    const target = who.id === undefined ? await named(client, who.username) : who;
    if (target.id === (await readAccount())?.id) throw new Problem("self");
    await client[action](target.id);
    return { action, who: { id: target.id, username: target.username } };
  });
}

async function named(client, username) {
  const { users: [user] } = await client.users({ usernames: [username] });
  return user ?? Promise.reject(new Problem("nobody"));
}
