// The suites in workerd, over the packed package.
import { test } from "node:test";
import { COMPATIBILITY_DATES, project, serve } from "./workerd.js";

/** How often the suites load the package anew, at most. */
const COPIES = 80;

const folder = await project("worker.js", COPIES);
for (const compatibilityDate of COMPATIBILITY_DATES) {
  test(`workerd, compatibility date ${compatibilityDate}`, async (t) => {
    const address = await serve(folder, compatibilityDate, t);
    const response = await fetch(`${address}/?x=${encodeURIComponent(process.env.X_SERVER)}`);
    if (!response.ok) throw new Error(await response.text());
    for (const { name, failure } of await response.json()) {
      await t.test(name, () => { if (failure) throw new Error(failure); });
    }
  });
}
