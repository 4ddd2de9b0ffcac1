import { Client } from "x-mutes/client/inline";

export function open({ baseUrl, token, userId }) {
  const client = new Client({ auth: token, userId, baseUrl });
  return { mute: (target) => client.mute(target) };
}
