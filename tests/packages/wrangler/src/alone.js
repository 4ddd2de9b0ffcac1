import { mute, unmute } from "x-mutes";

export default {
  async fetch(request, { BASE_URL: baseUrl, TOKEN: token, ME: me, OTHER: other }) {
    const said = [await mute(token, me, other, { baseUrl }), await unmute(token, me, other, { baseUrl })];
    return new Response(said.map((what) => JSON.stringify(what)).join("\n"));
  },
};
