// A page's way to X, on its own origin.
import { XError } from "x-mutes/client";
import { askAccount, isOfJobs } from "./jobs.js";
import { Problem } from "./problem.js";
import { passOn } from "./proxy.js";
import { readSettings } from "./settings.js";
import { begin, complete, end } from "./sign-in.js";

export { Account } from "./account.js";

const SIGNING_IN = { "/sign-in": ["GET", begin], "/sign-in/back": ["GET", complete], "/sign-out": ["POST", end] };

export default {
  async fetch(request, env) {
    try {
      return await answer(request, readSettings(env));
    } catch (thrown) {
      return problemOf(thrown).response();
    }
  },
};

function answer(request, settings) {
  const { pathname } = new URL(request.url);
  if (isOfJobs(pathname)) return askAccount(request, settings);
  if (!Object.hasOwn(SIGNING_IN, pathname)) return passOn(request, settings);
  const [method, handle] = SIGNING_IN[pathname];
  if (request.method !== method) {
    throw new Problem(405, `${request.method} is not for this path; ${method} is`, { allow: method });
  }
  return handle(request, settings);
}

function problemOf(thrown) {
  if (thrown instanceof Problem) return thrown;
  if (thrown instanceof XError) return Problem.of(thrown);
  // Its name, and no more: a message of the platform's might have more in it than anybody should read in a log.
  console.error(`x-mutes edge proxy: ${thrown?.name}`);
  return new Problem(500, "this proxy has failed; its log has the name of the fault");
}
