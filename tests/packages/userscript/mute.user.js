// ==UserScript==
// @name     Mutes and unmutes
// @match    http://127.0.0.1/*
// @require  dist/x-mutes.js
// @require  gm-fetch.js
// @grant    GM_xmlhttpRequest
// @connect  127.0.0.1
// ==/UserScript==

const { BASE_URL: baseUrl, TOKEN: token, ME: me, OTHER: other } = Object.fromEntries(new URLSearchParams(location.search));

async function muteAndUnmute() {
  for (const call of [xMutes.mute, xMutes.unmute]) {
    const reply = await call(token, me, other, { baseUrl, fetch: gmFetch });
    document.body.append(JSON.stringify(reply), document.createElement("br"));
  }
}

muteAndUnmute().catch((error) => document.body.append(`${error.code}: ${error.message}`));
