import { able } from "../candidates/index.js";
import { ACCOUNT, TARGET } from "./world.js";

const script = (id) => ({ rel: "modulepreload", href: `/bundles/candidates/${id}.js` });

/** What a page that preloads has in its head, by candidate. */
export const PRELOADS = {
  "x-mutes": [script("x-mutes")],
  "x-mutes-client": [script("x-mutes-client"), { rel: "preload", href: "/bundles/candidates/client.wasm" }],
  "x-mutes-client-inline": [script("x-mutes-client-inline")],
  xdk: [script("xdk")],
  "plain-fetch": [script("plain-fetch")],
};

/** How much later each request is answered in `distant`, in milliseconds. */
export const ROUND_TRIP_MS = 50;

/** From import to the first request, and the first call, in milliseconds; each in a fresh page or process, in turns. */
export async function cold(engine, { fresh }) {
  const ways = able(engine.kind, "instant").map((id) => ({ name: id, id, preload: [] }));
  if (engine.kind === "browser") {
    for (const [id, preload] of Object.entries(PRELOADS)) ways.push({ name: `${id} preloaded`, id, preload });
  }
  return taken(engine, fresh, ways, 0);
}

/** The same with each answer delayed by a round trip; undefined where the engine cannot be told to do that. */
export async function distant(engine, { fresh }) {
  if (!engine.isDelayable) return undefined;
  return taken(engine, fresh, able(engine.kind, "instant").map((id) => ({ name: id, id, preload: [] })), ROUND_TRIP_MS);
}

async function taken(engine, fresh, ways, roundTripMs) {
  const found = Object.fromEntries(ways.map(({ name }) => [name, { firstRequest: [], firstCall: [] }]));
  for (let round = 0; round < fresh; round += 1) {
    for (const { name, id, preload } of ways) {
      const place = await engine.open();
      if (roundTripMs > 0) await place.delay(roundTripMs);
      const { firstRequest, firstCall } = await place.run("cold", { id, preload, target: TARGET, ...ACCOUNT, ...engine.place });
      await place.close();
      found[name].firstRequest.push(firstRequest);
      found[name].firstCall.push(firstCall);
    }
  }
  return found;
}
