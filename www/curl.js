// @ts-check

/**
 * The request as a command for a shell. The token is left to $X_TOKEN, and the address is X's, not this page's proxy.
 * @param {import("./recorder.js").Sent} sent
 * @param {string} upstream
 */
export function curlCommand(sent, upstream) {
  const { pathname, search } = new URL(sent.url);
  const lines = [`curl -X ${sent.method} ${quoted(upstream.replace(/\/+$/, "") + pathname + search)}`];
  for (const [name, value] of sent.headers) {
    lines.push(name === "authorization" ? '-H "authorization: Bearer $X_TOKEN"' : `-H ${quoted(`${name}: ${value}`)}`);
  }
  if (sent.body) lines.push(`--data-raw ${quoted(sent.body)}`);
  return lines.join(" \\\n  ");
}

/** @param {string} text */
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
