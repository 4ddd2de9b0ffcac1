// Runs every suite in this engine, whichever it is.
import QUnit from "qunit";
import call from "./call.js";
import caller from "./caller.js";
import ending from "./ending.js";
import guard from "./guard.js";
import hostile from "./hostile.js";
import init from "./init.js";
import lock from "./lock.js";
import network from "./network.js";
import refusals from "./refusals.js";
import secrets from "./secrets.js";
import stores from "./stores.js";
import xerror from "./xerror.js";

const SUITES = { guard, init, call, ending, caller, refusals, xerror, network, secrets, lock, stores, hostile };

/**
 * `env` tells what differs between engines: `engine`, `xServer`, the package's folder `pkg` and its `entry`, and
 * `copyPkg`, which gives a folder with modules that nobody has loaded yet. Gives a name and, where it failed, why.
 */
export async function run(env) {
  const results = [];
  QUnit.config.autostart = false;
  QUnit.config.testTimeout = 30_000;
  QUnit.config.reorder = false;
  for (const [name, suite] of Object.entries(SUITES)) QUnit.module(name, () => suite(QUnit, env));
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
