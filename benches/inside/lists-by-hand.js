/** A list of IDs and a plan, as one would write them. */
export function byHand() {
  return { parse, plan };
}

async function parse(text) {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean);
  const ids = [...new Set(lines.filter((line) => /^(0|[1-9]\d{0,18})$/.test(line)))];
  return { ids, duplicates: lines.length - ids.length };
}

async function plan(ids) {
  const muted = await readMuted();
  const mute = ids.filter((id) => !muted.has(id)).map((id) => ({ id }));
  const skipped = ids.filter((id) => muted.has(id)).map((id) => ({ id, why: "already" }));
  const wanted = new Set(ids);
  const unmute = [...muted].filter((id) => !wanted.has(id)).map((id) => ({ id }));
  return { mute, unmute, skipped };
}

async function readMuted() {
  const muted = new Set();
  for (let query = ""; ;) {
    const response = await fetch(`https://api.x.com/2/users/1/muting?max_results=1000${query}`);
    const { data, meta } = await response.json();
    for (const { id } of data) muted.add(id);
    if (meta.next_token === undefined) return muted;
    query = `&pagination_token=${meta.next_token}`;
  }
}
