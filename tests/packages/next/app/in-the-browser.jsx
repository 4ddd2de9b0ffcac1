"use client";
import { useEffect, useRef, useState } from "react";
import { mute, unmute } from "x-mutes";

export function InTheBrowser({ baseUrl, token, me, other }) {
  const begun = useRef(false);
  const [replies, setReplies] = useState([]);

  useEffect(() => {
    // In development, React runs effects twice.
    if (begun.current) return;
    begun.current = true;
    const say = (reply) => setReplies((before) => [...before, JSON.stringify(reply)]);
    mute(token, me, other, { baseUrl }).then(say)
      .then(() => unmute(token, me, other, { baseUrl })).then(say);
  }, [baseUrl, token, me, other]);

  return replies.map((reply) => <p key={reply}>{reply}</p>);
}
