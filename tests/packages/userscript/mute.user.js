// ==UserScript==
// @name     Mutes and unmutes
// @match    http://127.0.0.1/*
// @require  dist/x-mutes.js
// @require  gm-fetch.js
// @grant    GM_xmlhttpRequest
// @connect  127.0.0.1
// ==/UserScript==

const { BASE_URL: baseUrl, TOKEN: token, ME: me, OTHER: other } = Object.fromEntries(new URLSearchParams(location.search));
const options = { baseUrl, fetch: gmFetch };

const say = (what) => document.body.append(JSON.stringify(what), document.createElement("br"));

async function main() {
  say(await xMutes.mute(token, me, other, options));
  say(await xMutes.unmute(token, me, other, options));

  const client = new xMutes.Client({ auth: token, ...options });
  say(await client.mute(other));
  for await (const { id } of client.muted()) say(id);
  say(await client.unmute(other));
  await client.mute("nobody").catch((error) => say(error instanceof xMutes.XError && error.code));
}

main().catch((error) => document.body.append(`${error.code}: ${error.message}`));
