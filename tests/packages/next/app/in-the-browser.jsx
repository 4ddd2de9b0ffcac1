"use client";
import { useEffect, useState } from "react";
import { mute, unmute } from "x-mutes";

export function InTheBrowser({ baseUrl, token, me, other }) {
  const [replies, setReplies] = useState([]);
  useEffect(() => {
    const say = (reply) => setReplies((before) => [...before, JSON.stringify(reply)]);
    (async () => {
      say(await mute(token, me, other, { baseUrl }));
      say(await unmute(token, me, other, { baseUrl }));
    })();
  }, [baseUrl, token, me, other]);
  return replies.map((reply) => <p key={reply}>{reply}</p>);
}
