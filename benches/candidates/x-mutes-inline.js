import { mute } from "x-mutes/inline";

export function open({ baseUrl, token, userId }) {
  const options = { baseUrl };
  return { mute: (target) => mute(token, userId, target, options) };
}
