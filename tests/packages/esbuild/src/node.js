import { mute, unmute } from "x-mutes";

const { BASE_URL: baseUrl, TOKEN: token, ME: me, OTHER: other } = process.env;

async function muteAndUnmute() {
  for (const call of [mute, unmute]) {
    const reply = await call(token, me, other, { baseUrl });
    console.log(JSON.stringify(reply));
  }
}

muteAndUnmute();
