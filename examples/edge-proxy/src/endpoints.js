import { Problem } from "./problem.js";

const ID = "(0|[1-9][0-9]{0,18})";
const FORM = "application/x-www-form-urlencoded";

/**
 * All that is let through: the calls of x-mutes. `query` has the parameters that may be there; `body` is the type of the
 * body; `takesToken` is false where X is asked for tokens, and none is shown.
 */
const ENDPOINTS = [
  { method: "POST", path: `/2/users/${ID}/muting`, body: "application/json" },
  { method: "GET", path: `/2/users/${ID}/muting`, query: ["max_results", "pagination_token", "user.fields"] },
  { method: "DELETE", path: `/2/users/${ID}/muting/${ID}` },
  { method: "GET", path: "/2/users/me", query: ["user.fields"] },
  { method: "GET", path: "/2/users", query: ["ids", "user.fields"] },
  { method: "GET", path: "/2/users/by", query: ["usernames", "user.fields"] },
  { method: "POST", path: "/2/oauth2/token", body: FORM, takesToken: false },
  { method: "POST", path: "/2/oauth2/revoke", body: FORM, takesToken: false },
].map(({ path, ...endpoint }) => ({ query: [], takesToken: true, ...endpoint, path: new RegExp(`^${path}$`) }));

/** The endpoint that a request is for, and its path and query at X. Nothing else of the URL is passed on. */
export function endpointOf(request) {
  const { pathname, searchParams } = new URL(request.url);
  const there = ENDPOINTS.filter(({ path }) => path.test(pathname));
  if (there.length === 0) {
    throw new Problem(404, "this proxy lets through what x-mutes asks of X, and nothing else: there is no such path");
  }
  const endpoint = there.find(({ method }) => method === request.method);
  if (endpoint === undefined) {
    const allowed = there.map(({ method }) => method).join(", ");
    throw new Problem(405, `${request.method} is not let through here; ${allowed} is`, { allow: allowed });
  }
  return { endpoint, target: `${pathname}${queryOf(endpoint, searchParams)}` };
}

/** Written anew: two parsers never disagree of what this one has written. */
function queryOf({ query }, given) {
  const names = [...given.keys()];
  const wrong = names.find((name, at) => !query.includes(name) || names.indexOf(name) !== at);
  if (wrong !== undefined) throw new Problem(404, "a parameter of the query is none of x-mutes, or is there twice");
  return names.length === 0 ? "" : `?${given}`;
}
