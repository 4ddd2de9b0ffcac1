import { Client, mute } from "x-mutes";

export function open({ baseUrl, token, userId }) {
  const options = { baseUrl };
  const client = new Client({ auth: token, userId, baseUrl });
  return {
    mute: (target) => mute(token, userId, target, options),
    async muted() {
      const ids = [];
      for await (const { id } of client.muted()) ids.push(id);
      return ids;
    },
  };
}
