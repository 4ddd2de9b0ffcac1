import { Problem } from "./problem.js";

const ID = "(0|[1-9][0-9]{0,18})";
const FORM = "application/x-www-form-urlencoded";

/** How many users X gives in a page where it is not told, and at most. */
const USUAL_PAGE = 100;
const LARGEST_PAGE = 1000;

/**
 * All that is let through: the calls of x-mutes. `query` has the parameters that may be there; `body` is the type of the
 * body; `takesToken` is false where X is asked for tokens, and none is shown; `costOf` gives what X bills, by the query.
 */
const ENDPOINTS = [
  { method: "POST", path: `/2/users/${ID}/muting`, body: "application/json", costOf: () => ({ writes: 1 }) },
  {
    method: "GET", path: `/2/users/${ID}/muting`, query: ["max_results", "pagination_token", "user.fields"],
    costOf: (query) => ({ reads: Math.min(LARGEST_PAGE, Math.max(1, Number(query.get("max_results") ?? USUAL_PAGE) || USUAL_PAGE)) }),
  },
  { method: "DELETE", path: `/2/users/${ID}/muting/${ID}`, costOf: () => ({ writes: 1 }) },
  { method: "GET", path: "/2/users/me", query: ["user.fields"], costOf: () => ({ reads: 1 }) },
  { method: "GET", path: "/2/users", query: ["ids", "user.fields"], costOf: (query) => lookup(query.get("ids")) },
  { method: "GET", path: "/2/users/by", query: ["usernames", "user.fields"], costOf: (query) => lookup(query.get("usernames")) },
  { method: "POST", path: "/2/oauth2/token", body: FORM, takesToken: false },
  { method: "POST", path: "/2/oauth2/revoke", body: FORM, takesToken: false },
].map(({ path, ...endpoint }) => ({ query: [], takesToken: true, costOf: () => ({}), ...endpoint, path: new RegExp(`^${path}$`) }));

/** Of a lookup, each who is asked for. */
function lookup(people) {
  return { reads: (people ?? "").split(",").length };
}

/** The endpoint that a request is for, its path and query at X, and its cost. Nothing else of the URL is passed on. */
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
  return { endpoint, target: `${pathname}${queryOf(endpoint, searchParams)}`, cost: endpoint.costOf(searchParams) };
}

/** Written anew: two parsers never disagree of what this one has written. */
function queryOf({ query }, given) {
  const names = [...given.keys()];
  const wrong = names.find((name, at) => !query.includes(name) || names.indexOf(name) !== at);
  if (wrong !== undefined) throw new Problem(404, "a parameter of the query is none of x-mutes, or is there twice");
  return names.length === 0 ? "" : `?${given}`;
}
