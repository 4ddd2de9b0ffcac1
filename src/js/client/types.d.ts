// Types that several scripts of the complete module share; see ../types.d.ts.
import type { Clock, JobOptions, OAuth1, Progress, Store } from "x-mutes/client";
import type { Step } from "../step.js";
import type { Bare, CallOptions } from "../types.d.ts";
import type { JobStore } from "./job-store.js";

/** An Auth, as readAuth() has read it: a token, a function to ask for one, keys, or a proxy. */
export interface ReadAuth extends Bare {
  token?: string;
  ask?: (why: TokenQuery) => unknown;
  keys?: OAuth1;
  isProxy: boolean;
}

/** Which token is wanted. */
export interface TokenQuery extends Bare {
  /** One that X has refused. */
  rejectedToken?: string;
  signal: AbortSignal;
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

/** What beginSignIn() gives with its call. */
export interface SignInCall extends ClientCallOptions {
  clientId: string;
  redirectUri: string;
  /** With spaces between. */
  scopes: string;
  authorizeUrl: string;
}

/** What a session's call has, too. */
export interface SessionCall extends ClientCallOptions {
  clientId: string;
  /** The origin of the web page that asks, if one does. */
  page: string | undefined;
  /** The header of a confidential client. */
  authorization: string | undefined;
  store: Store;
  key: string;
  /** What X has refused; empty for none. */
  rejectedToken?: string;
  /** What the store had when it was read last; empty if it had nothing. */
  loaded?: string;
  /** What the store has not taken yet. */
  unsaved?: string | undefined;
}

/** A session's tokens as Rust gives them, with times in milliseconds since the epoch. */
export interface SessionTokens {
  accessToken: string;
  /** With spaces between. */
  scope: string;
  expiresAt: number;
  renewAt: number;
}

/** JobOptions, as readJobOptions() has read and checked them. */
export interface ReadJobOptions {
  store: Store | undefined;
  key: string;
  onProgress: ((progress: Progress) => void) | undefined;
  pace: JobOptions["pace"];
  maxPerDay: number | undefined;
}

/** The texts of a job. */
export interface JobTexts {
  state: string;
  parts: string[];
}

/** What Rust finds in a job's texts. */
export interface FoundJob {
  isWhole: boolean;
  userId: string;
  id: string;
  /** How many. */
  parts: number;
  /** How many entries are still to do. */
  left: number;
  isRunning: boolean;
}

/** A rate limit as Rust takes it, with its time in milliseconds since the epoch. */
export interface PlainLimit {
  scope: string;
  limit: number;
  remaining: number;
  resetAt: number;
}

/** What X has said of an endpoint's limits. */
export interface HeardLimits {
  endpoint: string;
  rateLimits: PlainLimit[];
}

/** What a job's call has, too. */
export interface JobCallOptions extends ClientCallOptions {
  texts: JobStore;
  /** How long it may run, in milliseconds; undefined for as long as it takes. */
  maxMs: number | undefined;
  /** Takes the JSON of a Progress. */
  progress(json: string): void;
  /** What other calls have been answered since the last look. */
  heard?: HeardLimits[];
  /** Settles when the job's lock is free again. */
  released?: Promise<void>;
}

/** What is wanted of people, and by what they are given: `WantedKind` of src/exports/plan.rs. */
export type WantedKind = "safe" | "mute" | "muteByName" | "muteByEntry" | "unmute" | "unmuteByName" | "unmuteByEntry";

/** A PersonEntry, as it was read. */
export interface EntryTexts {
  __proto__?: null;
  id?: string | undefined;
  username?: string | undefined;
  roundedId?: string | undefined;
}

/** IDs, usernames or entries, and what is wanted of them. */
export type WantedList = [kind: WantedKind, given: (string | EntryTexts)[]];

/** What a partial plan begins with: `PlanHead` of src/bulk/plan/progress.rs. */
export interface PlanHead {
  version: number;
  userId: string;
  /** A digest of the wanted change. */
  wanted: string;
}

/** How many people a plan has, and of how many of them all is known. */
export interface PlanCounts {
  total: number;
  done: number;
}

/** What takes what a plan learns. */
export interface PlanListener {
  begin(head: PlanHead, counts: PlanCounts): void;
  /** `step` is what the last answer has shown. */
  add(progress: PlanCounts & { step: string }): void;
}

/** What a plan's call has, too. */
export interface PlanCall extends ClientCallOptions {
  course: PlanListener;
}
