"use client";
import { useEffect, useRef, useState } from "react";
import { mute, unmute, XError } from "x-mutes";
import { Client } from "x-mutes/client";

async function muteAndUnmute({ baseUrl, token, me, other }, say) {
  say(await mute(token, me, other, { baseUrl }));
  say(await unmute(token, me, other, { baseUrl }));

  const client = new Client({ auth: token, baseUrl });
  say(await client.mute(other));
  for await (const { id } of client.muted()) say(id);
  say(await client.unmute(other));
  await client.mute("nobody").catch((error) => say(error instanceof XError && error.code));
}

export function InTheBrowser(props) {
  const begun = useRef(false);
  const [said, setSaid] = useState([]);

  useEffect(() => {
    // In development, React runs effects twice.
    if (begun.current) return;
    begun.current = true;
    muteAndUnmute(props, (what) => setSaid((before) => [...before, JSON.stringify(what)]));
  }, [props]);

  return said.map((what, line) => <p key={line}>{what}</p>);
}
