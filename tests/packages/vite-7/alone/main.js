import { mute, unmute } from "x-mutes";

const { BASE_URL: baseUrl, TOKEN: token, ME: me, OTHER: other } = Object.fromEntries(new URLSearchParams(location.search));

const say = (what) => document.body.append(JSON.stringify(what), document.createElement("br"));

async function main() {
  say(await mute(token, me, other, { baseUrl }));
  say(await unmute(token, me, other, { baseUrl }));
}

main();
