const { mute, unmute, XError } = require("x-mutes");
const { Client } = require("x-mutes/client");

const { BASE_URL: baseUrl, TOKEN: token, ME: me, OTHER: other } = Object.fromEntries(new URLSearchParams(location.search));

const say = (what) => document.body.append(JSON.stringify(what), document.createElement("br"));

async function main() {
  say(await mute(token, me, other, { baseUrl }));
  say(await unmute(token, me, other, { baseUrl }));

  const client = new Client({ auth: token, baseUrl });
  say(await client.mute(other));
  for await (const { id } of client.muted()) say(id);
  say(await client.unmute(other));
  await client.mute("nobody").catch((error) => say(error instanceof XError && error.code));
}

main();
