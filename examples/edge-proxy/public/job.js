// The account's bulk job, which runs whether a page is open or not.

/** Asks for it; gives what came of it, or throws in the proxy's own words, with the status. */
export async function askJob(method, path, given) {
  const response = await fetch(path, {
    method,
    headers: { "x-requested-with": "x-mutes", ...given && { "content-type": "application/json" } },
    body: given && JSON.stringify(given),
  });
  const answer = await response.json();
  if (!response.ok) throw Object.assign(new Error(answer.detail), { status: response.status });
  return answer;
}
