import { demandType, readBody } from "./body.js";
import { endpointOf } from "./endpoints.js";
import { demandOwnHeader, demandOwnPage } from "./guard.js";
import { admitted, PASS, readPass, renewed } from "./pass.js";
import { Problem } from "./problem.js";
import { askX, passBack } from "./upstream.js";

/** The largest body that is passed on, in bytes: a mute has about 50, a refresh some hundred. */
const MOST_BYTES = 4096;

/** Passes a request of x-mutes on to X: with the token of the page's cookie, or where none are kept here with its own. */
export async function passOn(request, settings) {
  const { endpoint, target, cost } = endpointOf(request);
  demandOwnPage(request, settings);
  const authorization = request.headers.get("authorization");
  if (settings.hasSignIn) demandCookie(authorization, endpoint);
  const isByCookie = authorization === null && endpoint.takesToken;
  if (isByCookie) demandOwnHeader(request);
  const pass = isByCookie ? await readPass(request, settings) : undefined;
  const what = { method: request.method, target, accept: request.headers.get("accept"), ...await bodyOf(request, endpoint, settings) };
  if (isByCookie) return await askByPass(what, await admitted(pass, settings, cost), pass, settings);
  return passBack(await askX({ ...what, authorization }, settings));
}

/** With a token of its own, a page would go past the list and the quota, and past signing out. */
function demandCookie(authorization, { takesToken }) {
  if (authorization === null && takesToken) return;
  const fix = "sign in at /sign-in, and give new Client() the auth { proxy: true }";
  throw new Problem(403, `this proxy keeps the tokens, and takes none of a page's own: ${fix}`);
}

/** The body where the endpoint has one; any other is left where it is. */
async function bodyOf(request, { body }, settings) {
  if (body === undefined) return {};
  demandType(request, body);
  return { contentType: body, body: await readBody(request, MOST_BYTES, settings) };
}

/** An older cookie's token may be refused, and so may the one that the account has got since. */
const RENEWALS = 2;

/** Asks X with the token of a pass, and again with another one, should X refuse it. `given` is what the cookie holds. */
async function askByPass(what, admittedPass, given, settings) {
  const ask = ({ token }) => askX({ ...what, authorization: `Bearer ${token}` }, settings);
  let pass = admittedPass;
  let response = await ask(pass);
  for (let renewals = 0; response.status === 401 && renewals < RENEWALS; renewals += 1) {
    pass = await renewed(pass, settings, pass.token);
    response = await ask(pass);
  }
  const answer = passBack(response);
  if (pass !== given) answer.headers.append("set-cookie", await PASS.set(pass, settings));
  return answer;
}
