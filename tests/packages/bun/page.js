import { mute, unmute } from "x-mutes/inline";

const { BASE_URL: baseUrl, TOKEN: token, ME: me, OTHER: other } = Object.fromEntries(new URLSearchParams(location.search));

async function muteAndUnmute() {
  for (const call of [mute, unmute]) {
    const reply = await call(token, me, other, { baseUrl });
    document.body.append(JSON.stringify(reply), document.createElement("br"));
  }
}

muteAndUnmute();
