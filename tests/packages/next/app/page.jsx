import { mute, unmute, XError } from "x-mutes";
import { Client } from "x-mutes/client";
import { InTheBrowser } from "./in-the-browser.jsx";

export default async function Page({ searchParams }) {
  const { BASE_URL: baseUrl, TOKEN: token, ME: me, OTHER: other } = await searchParams;
  const said = [await mute(token, me, other, { baseUrl }), await unmute(token, me, other, { baseUrl })];

  const client = new Client({ auth: token, baseUrl });
  said.push(await client.mute(other));
  for await (const { id } of client.muted()) said.push(id);
  said.push(await client.unmute(other));
  await client.mute("nobody").catch((error) => said.push(error instanceof XError && error.code));

  return (
    <>
      {said.map((what, line) => <p key={line}>{JSON.stringify(what)}</p>)}
      <InTheBrowser baseUrl={baseUrl} token={token} me={me} other={other} />
    </>
  );
}
