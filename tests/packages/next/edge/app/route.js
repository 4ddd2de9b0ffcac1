import { mute, unmute } from "x-mutes";

export const runtime = "edge";

export async function GET(request) {
  const { BASE_URL: baseUrl, TOKEN: token, ME: me, OTHER: other } = Object.fromEntries(new URL(request.url).searchParams);
  const said = [await mute(token, me, other, { baseUrl }), await unmute(token, me, other, { baseUrl })];
  return new Response(said.map((what) => JSON.stringify(what)).join("\n"));
}
