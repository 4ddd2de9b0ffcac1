// What tests/browser.rs needs of JavaScript.
import { Call } from "../src/js/call.js";
import { readOptions } from "../src/js/options.js";

export function optionsFor(timeoutMs) {
  return readOptions({ timeoutMs });
}

/** Runs a call of the JavaScript half's, and gives what became of it as JSON. */
export function runCall(options, begin, resume) {
  const settled = new Promise((resolve, reject) => {
    const call = new Call(options, resolve, reject);
    call.enter({ functions: { resume, begin }, life: { calls: new Set() } }, "begin", []);
  });
  return settled.then(JSON.stringify, JSON.stringify);
}
