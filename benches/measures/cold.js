import { able } from "../candidates/index.js";
import { ACCOUNT, TARGET } from "./world.js";

/** What a page that preloads has in its head, by candidate. */
export const PRELOADS = {
  "x-mutes": [
    { rel: "modulepreload", href: "/bundles/candidates/x-mutes.js" },
    { rel: "preload", href: "/bundles/x_mutes.wasm" },
  ],
  "x-mutes-inline": [{ rel: "modulepreload", href: "/bundles/candidates/x-mutes-inline.js" }],
  xdk: [{ rel: "modulepreload", href: "/bundles/candidates/xdk.js" }],
  "plain-fetch": [{ rel: "modulepreload", href: "/bundles/candidates/plain-fetch.js" }],
};

/** From import to the first request, and the first call, in milliseconds; each in a fresh page or process, in turns. */
export async function cold(engine, { fresh }) {
  const ways = able(engine.kind, "instant").map((id) => ({ name: id, id, preload: [] }));
  if (engine.kind === "browser") {
    for (const [id, preload] of Object.entries(PRELOADS)) ways.push({ name: `${id} preloaded`, id, preload });
  }
  const found = Object.fromEntries(ways.map(({ name }) => [name, { firstRequest: [], firstCall: [] }]));
  for (let round = 0; round < fresh; round += 1) {
    for (const { name, id, preload } of ways) {
      const place = await engine.open();
      const { firstRequest, firstCall } = await place.run("cold", { id, preload, target: TARGET, ...ACCOUNT, ...engine.place });
      await place.close();
      found[name].firstRequest.push(firstRequest);
      found[name].firstCall.push(firstCall);
    }
  }
  return found;
}
