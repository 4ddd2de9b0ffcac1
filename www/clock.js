// @ts-check
import { StandInClock } from "./stand-in-clock.js";

/** The stand-in's, where a stand-in answers. @type {StandInClock | undefined} */
let standIn;

/** From now on the time is the stand-in's. @returns {Promise<StandInClock | undefined>} */
export async function useStandInClock() {
  const clock = new StandInClock();
  try {
    await clock.learn();
    standIn = clock;
  } catch {
    // Then it is the system's, and nobody hurries it.
  }
  return standIn;
}

/** The clock for a client; none is the system's. */
export function clockForClients() {
  return standIn;
}

/** What time it is, in milliseconds since the epoch. */
export function now() {
  return standIn?.now() ?? Date.now();
}
