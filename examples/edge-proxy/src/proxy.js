import { demandType, readBody } from "./body.js";
import { endpointOf } from "./endpoints.js";
import { demandOwnHeader, demandOwnPage } from "./guard.js";
import { isExpiring, PASS, readPass, renewed } from "./pass.js";
import { askX, passBack } from "./upstream.js";

/** The largest body that is passed on, in bytes: a mute has about 50, a refresh some hundred. */
const MOST_BYTES = 4096;

/** Passes a request of x-mutes on to X: with the page's own token, or else with that of its cookie. */
export async function passOn(request, settings) {
  const { endpoint, target } = endpointOf(request);
  demandOwnPage(request, settings);
  const authorization = request.headers.get("authorization");
  const isByCookie = authorization === null && endpoint.takesToken;
  if (isByCookie) demandOwnHeader(request);
  const pass = isByCookie ? await readPass(request, settings) : undefined;
  const what = { method: request.method, target, accept: request.headers.get("accept"), ...await bodyOf(request, endpoint) };
  if (isByCookie) return await askByPass(what, pass, settings);
  return passBack(await askX({ ...what, authorization }, settings));
}

/** The body where the endpoint has one; any other is left where it is. */
async function bodyOf(request, { body }) {
  if (body === undefined) return {};
  demandType(request, body);
  return { contentType: body, body: await readBody(request, MOST_BYTES) };
}

/** Asks X with the pass's token, and once more with a fresh one, should X refuse it. */
async function askByPass(what, given, settings) {
  const ask = ({ token }) => askX({ ...what, authorization: `Bearer ${token}` }, settings);
  let pass = isExpiring(given) ? await renewed(given, settings) : given;
  let response = await ask(pass);
  if (response.status === 401) {
    await response.body?.cancel();
    pass = await renewed(pass, settings, pass.token);
    response = await ask(pass);
  }
  const answer = passBack(response);
  if (pass !== given) answer.headers.append("set-cookie", await PASS.set(pass, settings));
  return answer;
}
