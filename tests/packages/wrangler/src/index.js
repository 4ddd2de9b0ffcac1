import { mute, unmute } from "x-mutes";

export default {
  async fetch(request, { BASE_URL: baseUrl, TOKEN: token, ME: me, OTHER: other }) {
    const muted = await mute(token, me, other, { baseUrl });
    const unmuted = await unmute(token, me, other, { baseUrl });
    return new Response(`${JSON.stringify(muted)}\n${JSON.stringify(unmuted)}\n`);
  },
};
