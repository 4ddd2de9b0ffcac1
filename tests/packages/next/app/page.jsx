import { mute, unmute } from "x-mutes";
import { InTheBrowser } from "./in-the-browser.jsx";

export default async function Page({ searchParams }) {
  const { BASE_URL: baseUrl, TOKEN: token, ME: me, OTHER: other } = await searchParams;
  const muted = await mute(token, me, other, { baseUrl });
  const unmuted = await unmute(token, me, other, { baseUrl });
  return (
    <>
      <p>{JSON.stringify(muted)}</p>
      <p>{JSON.stringify(unmuted)}</p>
      <InTheBrowser baseUrl={baseUrl} token={token} me={me} other={other} />
    </>
  );
}
