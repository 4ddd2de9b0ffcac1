import { mute, unmute } from "x-mutes";

const { BASE_URL: baseUrl, TOKEN: token, ME: me, OTHER: other } = process.env;
console.log(JSON.stringify(await mute(token, me, other, { baseUrl })));
console.log(JSON.stringify(await unmute(token, me, other, { baseUrl })));
