// Runs the suites in this engine, whichever it is.
import QUnit from "qunit";
import echoes from "./attacks/echoes.js";
import imports from "./attacks/imports.js";
import nameless from "./attacks/nameless.js";
import onlyAsked from "./attacks/only-asked.js";
import patterns from "./attacks/patterns.js";
import prototypes from "./attacks/prototypes.js";
import sizes from "./attacks/sizes.js";
import auth from "./auth.js";
import body from "./body.js";
import call from "./call.js";
import caller from "./caller.js";
import client from "./client.js";
import ending from "./ending.js";
import entries from "./entries.js";
import guard from "./guard.js";
import hostile from "./hostile.js";
import init from "./init.js";
import job from "./job.js";
import jobElsewhere from "./job-elsewhere.js";
import jobKept from "./job-kept.js";
import jobOutcomes from "./job-outcomes.js";
import jobPause from "./job-pause.js";
import jobProgress from "./job-progress.js";
import jobStops from "./job-stops.js";
import lists from "./lists.js";
import listsCorpus from "./lists-corpus.js";
import lock from "./lock.js";
import messages from "./messages.js";
import muted from "./muted.js";
import mutedErrors from "./muted-errors.js";
import network from "./network.js";
import oauth1 from "./oauth1.js";
import options from "./options.js";
import parsedJson from "./parsed.js";
import plan from "./plan.js";
import planEntries from "./plan-entries.js";
import refusals from "./refusals.js";
import secrets from "./secrets.js";
import session from "./session.js";
import sessionEnds from "./session-ends.js";
import sessionRestore from "./session-restore.js";
import sessionStores from "./session-stores.js";
import signIn from "./sign-in.js";
import signInFailures from "./sign-in-failures.js";
import signInFuzz from "./sign-in-fuzz.js";
import stores from "./stores.js";
import userId from "./user-id.js";
import users from "./users.js";
import xerror from "./xerror.js";

/**
 * The suites in parts, each for a page of its own: a page of Chromium's has room for the memories of about a hundred modules,
 * and those of the first suites are fresh in each test.
 */
const PARTS = [{ guard, entries }, { init }, {
  call, body, "parsed JSON": parsedJson, ending, caller, refusals, xerror, network, secrets, lock, stores, hostile,
  client, "user ID": userId, auth, "OAuth 1.0a": oauth1, options, messages, muted, "muted, errors": mutedErrors, users, lists,
  "lists as people have them": listsCorpus, plan, "plan, entries": planEntries,
  "sign-in": signIn, "sign-in, failures": signInFailures, "sign-in, anything": signInFuzz,
  session, "session, restored": sessionRestore, "session, stores": sessionStores, "session, ends": sessionEnds,
  "attacks, echoes": echoes, "attacks, patterns": patterns, "attacks, prototypes": prototypes, "attacks, imports": imports,
  "attacks, only asked": onlyAsked, "attacks, sizes": sizes, "attacks, nameless stores": nameless,
  job, "job, outcomes": jobOutcomes, "job, stops": jobStops, "job, paused": jobPause, "job, progress": jobProgress,
  "job, kept": jobKept, "job, elsewhere": jobElsewhere,
}];

/** The numbers of the parts. */
export const parts = [...PARTS.keys()];

/**
 * `env` tells what differs between engines: `engine`, `xServer`, the package's folder `pkg`, and `copyPkg`, which gives a
 * folder with modules that nobody has loaded yet; `pkgWithTraps` and `copyPkgWithTraps` are the same of the test build,
 * where each script is still a file. In each of these folders `entry` is the file that "x-mutes" is in this engine, and
 * `clientEntry` the file that "x-mutes/client" is. `numbers` are of the parts to run. Gives a name and, where it failed, why.
 */
export async function run(env, numbers = parts) {
  const results = [];
  QUnit.config.autostart = false;
  QUnit.config.testTimeout = 30_000;
  QUnit.config.reorder = false;
  const suites = numbers.flatMap((number) => Object.entries(PARTS[number]));
  for (const [name, suite] of suites) QUnit.module(name, () => suite(QUnit, env));
  QUnit.on("testEnd", ({ fullName, status, errors }) => {
    const failure = errors.map(({ message, expected, actual, stack }) =>
      `${message}\nexpected: ${JSON.stringify(expected)}\nactual: ${JSON.stringify(actual)}\n${stack}`).join("\n");
    results.push({ name: fullName.join(": "), failure: status === "passed" ? undefined : failure || status });
  });
  await new Promise((resolve) => {
    QUnit.on("runEnd", resolve);
    QUnit.start();
  });
  return results;
}
