import { Client } from "twitter-api-sdk";

export function open({ baseUrl, token, userId }) {
  const { users } = new Client(token, { base_url: baseUrl });
  return {
    mute: (target) => users.usersIdMute(userId, { target_user_id: target }),
    async muted() {
      const ids = [];
      for await (const { data } of users.usersIdMuting(userId, { max_results: 1_000 })) ids.push(...data.map(({ id }) => id));
      return ids;
    },
  };
}
