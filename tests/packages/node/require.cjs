const { mute, unmute } = require("x-mutes");

async function main({ BASE_URL: baseUrl, TOKEN: token, ME: me, OTHER: other }) {
  console.log(JSON.stringify(await mute(token, me, other, { baseUrl })));
  console.log(JSON.stringify(await unmute(token, me, other, { baseUrl })));
}

main(process.env);
