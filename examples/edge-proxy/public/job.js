// The account's bulk job, which runs whether a page is open or not.

/** Asks for it; gives what came of it, or throws in the proxy's own words. */
export async function askJob(method, path, given) {
  const response = await fetch(path, {
    method,
    headers: { "x-requested-with": "x-mutes", ...given && { "content-type": "application/json" } },
    body: given && JSON.stringify(given),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail);
  return answer;
}
