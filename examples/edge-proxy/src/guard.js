import { Problem } from "./problem.js";

/** What a page of another origin cannot send without asking first, and nobody here answers such a question. */
const OWN_HEADER = "x-requested-with";

/** Refuses whatever the page's own origin has not sent. */
export function demandOwnPage(request, { origin }) {
  if (new URL(request.url).origin !== origin) {
    const fix = "set ORIGIN in wrangler.jsonc to the page's origin";
    throw new Problem(403, `this proxy is that of ${origin}, and was asked by another name: ${fix}`);
  }
  const from = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  // Browsers send no Origin with a GET of the same origin; what says where it came from then, no script can set.
  const isOwn = from === null
    ? request.method === "GET" && site === "same-origin"
    : from === origin && [null, "same-origin"].includes(site);
  if (!isOwn) throw new Problem(403, `only pages of ${origin} may use this proxy: use it there, and nowhere else`);
}

/** Refuses what could be a form, an image or a link: what goes by the cookie must have been sent by a script of the page. */
export function demandOwnHeader(request) {
  if (request.headers.get(OWN_HEADER)) return;
  const fix = `give new Client() the option headers: { "${OWN_HEADER}": "x-mutes" }`;
  throw new Problem(403, `the header ${OWN_HEADER} is missing: ${fix}`);
}
