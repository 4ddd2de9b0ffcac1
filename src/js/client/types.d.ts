// Types that several scripts of the complete module share; see ../types.d.ts.
import type { Clock, OAuth1, Store } from "x-mutes/client";
import type { Step } from "../step.js";
import type { CallOptions } from "../types.d.ts";
import type { JobStore } from "./job-store.js";

/** An Auth, as readAuth() has read it: a token, a function to ask for one, keys, or a proxy. */
export interface ReadAuth {
  __proto__?: null;
  token?: string;
  ask?: (why: { __proto__?: null, rejectedToken?: string, signal: AbortSignal }) => unknown;
  keys?: OAuth1;
  isProxy: boolean;
  credentials?: RequestCredentials;
}

/** What readClientOptions() gives. */
export interface ClientOptions extends CallOptions {
  auth: ReadAuth | undefined;
  credentials: RequestCredentials | undefined;
  /** Undefined for the system's. */
  clock: Clock | undefined;
}

/** What each call of the complete module may have. */
export interface ClientCallOptions extends Partial<ClientOptions> {
  /** Told of each long wait, with its end in milliseconds since the epoch. */
  onWait?: ((until: number) => void) | undefined;
  /** The wait that is under way. */
  rest?: Step<void>;
  /** Whether a job is to pause. */
  paused?: boolean;
  /** When it is to pause by itself, in milliseconds since the epoch. */
  endsAt?: number | undefined;
}

/** What a session's call has, too. */
export interface SessionCall extends ClientCallOptions {
  store: Store;
  key: string;
  /** What the store had when it was read last; empty if it had nothing. */
  loaded?: string;
  /** What the store has not taken yet. */
  unsaved?: string | undefined;
}

/** What a job's call has, too. */
export interface JobCallOptions extends ClientCallOptions {
  texts: JobStore;
  /** Takes the JSON of a Progress. */
  progress?(json: string): void;
  /** What other calls have been answered since the last look. */
  heard?: { endpoint: string, rateLimits: { scope: string, limit: number, remaining: number, resetAt: number }[] }[];
  /** Settles when the job's lock is free again. */
  released?: Promise<void>;
}

/** What a plan's call has, too. */
export interface PlanCall extends ClientCallOptions {
  course: { begin(head: object, progress: object): void, add(progress: object): void };
}
