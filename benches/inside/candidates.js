/** Opens candidates by their ids; what each can is in benches/candidates. */
export async function open(ids, { bundles, baseUrl, token, userId }) {
  const opened = {};
  for (const id of ids) {
    const { open } = await import(`${bundles}${id}.js`);
    opened[id] = open({ baseUrl, token, userId });
  }
  return opened;
}

/** Everybody's turn is first as often as last: the order is turned by one in each round. */
export function inTurns(ids, round) {
  return ids.map((_, at) => ids[(at + round) % ids.length]);
}

/** Fails where X, or what stands for it, has not done what was asked. */
export function muted(id, answer) {
  if (answer?.data?.muting !== true) throw new Error(`${id} did not mute: ${JSON.stringify(answer)}`);
}
