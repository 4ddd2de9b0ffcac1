import { Client } from "x-mutes/client";

export function open({ baseUrl, token, userId }) {
  const client = new Client({ auth: token, userId, baseUrl });
  return {
    mute: (target) => client.mute(target),
    async muted() {
      const ids = [];
      for await (const { id } of client.muted()) ids.push(id);
      return ids;
    },
  };
}
