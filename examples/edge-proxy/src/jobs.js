import { readJson } from "./body.js";
import { readPlan, readWanted } from "./given.js";
import { demandOwnHeader, demandOwnPage } from "./guard.js";
import { accountOf, demandLive, readPass, signInAgain } from "./pass.js";
import { Problem, SAFE_HEADERS } from "./problem.js";
import { inTurn } from "./turns.js";

/** The largest list of people or plan that is taken, in bytes. */
const MOST_BYTES = 4 * 1024 * 1024;

/** What a page may ask of its account's bulk job, by path and method, and what reads the body where one comes with it. */
const ACTIONS = {
  "/job/plan": { POST: { action: "plan", read: readWanted } },
  "/job": { POST: { action: "begin", read: readPlan }, GET: { action: "report" }, DELETE: { action: "discard" } },
  "/job.csv": { GET: { action: "csv", isLarge: true } },
  "/job/pause": { POST: { action: "pause" } },
  "/job/resume": { POST: { action: "resume" } },
  "/job/undo": { GET: { action: "undo", isLarge: true } },
};

/** Whether a path is one of these. */
export function isOfJobs(pathname) {
  return Object.hasOwn(ACTIONS, pathname);
}

/** Has the account's Durable Object do it. */
export async function askAccount(request, settings) {
  const methods = ACTIONS[new URL(request.url).pathname];
  const wanted = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
  if (wanted === undefined) {
    const allow = Object.keys(methods).join(", ");
    throw new Problem(405, `${request.method} is not for this path; ${allow} is`, { allow });
  }
  demandOwnPage(request, settings);
  demandOwnHeader(request);
  const pass = await readPass(request, settings);
  const ask = () => answerOf(request, wanted, pass, settings);
  if (!wanted.isLarge && wanted.read === undefined) return await ask();
  // Nobody whose sign-in has ended takes a turn, or has a body read.
  await demandLive(pass, settings);
  return await inTurn(pass.user, ask);
}

async function answerOf(request, wanted, pass, settings) {
  const given = wanted.read?.(await readJson(request, MOST_BYTES, settings));
  const { problem, text, value } = await accountOf(pass, settings).job(pass.signIn, wanted.action, given);
  if (problem?.isOfSignIn) throw signInAgain(problem.detail, settings);
  if (problem) return new Problem(problem.status, problem.detail, problem.headers).response(problem.more);
  const type = text === undefined ? "application/json" : "text/csv; charset=utf-8";
  return new Response(text ?? JSON.stringify(value), { headers: { ...SAFE_HEADERS, "content-type": type } });
}
